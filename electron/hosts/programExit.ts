/** The exit status by which a program that was locked asks to be started anew, in a process that has seen nothing. */
export const lockedExit = 75;
