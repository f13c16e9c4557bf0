/** Signals that mean “locked” or “asleep” by coming at all, and those that mean it by what they say. */
const bare = /; interface=org\.freedesktop\.login1\.Session; member=Lock$/;
const telling = /; member=ActiveChanged$|; interface=org\.freedesktop\.login1\.Manager; member=PrepareForSleep$/;
const truth = /^\s+boolean true$/;

/**
 * Reads what `dbus-monitor` writes, line by line: a screen saver that becomes active (freedesktop, GNOME, MATE, UKUI,
 * Deepin and others send the same member), a session that is told to lock, a machine that is about to sleep.
 */
export function createSignalReader(onLock: () => void): (line: string) => void {
  let isTelling = false;
  return (line) => {
    if (isTelling && truth.test(line)) onLock();
    isTelling = line.startsWith('signal ') && telling.test(line);
    if (line.startsWith('signal ') && bare.test(line)) onLock();
  };
}
