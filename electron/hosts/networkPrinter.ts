/** Why a printer that does not hang on this machine is not used. */
export function networkPrinterRefusal(name: string): string {
  return `“${name}”是网络打印机，或者不是直接连在这台电脑上。稿件不经过网络，所以不能用它打印。`;
}
