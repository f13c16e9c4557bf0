/**
 * Whether a device of CUPS hangs on this machine itself: a cable, or a file for a queue that was set up to write one.
 * What is not known to is taken for a printer of the network, a class of printers among them.
 */
export function isLocalDevice(device: string | undefined): boolean {
  return device !== undefined && /^(?:\/|(?:usb|file|parallel|serial):|hp:\/(?:usb|par)\/)/.test(device);
}
