import type {Figure} from './figure.ts';

/** Measures and gives figures; `quick` asks for fewer repetitions. Rejects only when the measurement itself broke. */
export type Measurement = (quick: boolean) => Promise<Figure[]>;
