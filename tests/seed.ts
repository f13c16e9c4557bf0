import fc from 'fast-check';

/** Arbitrary values are the same in every run, so that a run can be repeated; `NEIKAN_SEED` gives others. */
fc.configureGlobal({ seed: Number(process.env.NEIKAN_SEED ?? 20_190_506) });
