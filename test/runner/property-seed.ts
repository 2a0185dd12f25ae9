// Runs before each test file: every property draws its values from one seed, so that a failure comes again in the next
// run. `runTests` chooses the seed and prints it; the variable PROPERTY_SEED chooses another.
import fc from 'fast-check';

fc.configureGlobal({...fc.readConfigureGlobal(), seed: Number(process.env['PROPERTY_SEED'])});
