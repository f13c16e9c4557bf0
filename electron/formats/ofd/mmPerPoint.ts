/** PDF counts in points of 1/72 inch (ISO 32000-1 §8.3.2.3), OFD in millimetres (GB/T 33190-2016). */
export const mmPerPoint = 25.4 / 72;
