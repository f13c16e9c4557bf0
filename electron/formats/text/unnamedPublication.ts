/** What a publication is called whose name was not found in a file. */
export const unnamedPublication = '（未注明刊名）';
