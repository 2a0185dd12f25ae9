// What a package of a Linux distribution depends on, read from the executable itself.
import {neededLibraries, newestNeeded} from '../executables/elf.ts';

/** The C library, which has several names. */
const ofLibc = /^(?:libc\.so\.6|libm\.so\.6|libdl\.so\.2|libpthread\.so\.0|ld-linux-(?:x86-64\.so\.2|aarch64\.so\.1))$/;

const debianNames: ReadonlyMap<string, string> = new Map([
	['libstdc++.so.6', 'libstdc++6'],
	['libgcc_s.so.1', 'libgcc-s1 | libgcc1'],
]);

/** Throws an error that names a library whose package is not known. */
export function debianDependencies(executable: Buffer): string[] {
	const libraries = neededLibraries(executable);
	const others = [...libraries.keys()].filter(library => !ofLibc.test(library));
	const unknown = others.find(library => !debianNames.has(library));
	if (unknown !== undefined) throw new Error(`which package of Debian has ${unknown}?`);
	const named = others.map(library => debianNames.get(library) ?? '');
	return [`libc6 (>= ${newestNeeded(libraries, 'GLIBC')})`, ...named.sort()];
}

/** By library and version, as rpm itself would find them; every distribution provides these names. */
export function rpmDependencies(executable: Buffer): string[] {
	const libraries = [...neededLibraries(executable)].filter(([library]) => !library.startsWith('ld-linux'));
	return libraries
		.flatMap(([library, versions]) => [
			`${library}()(64bit)`,
			...versions.map(version => `${library}(${version})(64bit)`),
		])
		.sort();
}
