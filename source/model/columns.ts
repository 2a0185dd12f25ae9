// Many things of one kind as a few long lists of numbers and texts: an eighth of the time to write, to pack and to read
// that it takes as objects. Each type says beside its copy how it is written and read, in the same order.

/** What was written: whole numbers, numbers, and texts, each of which stands there once. */
export type Columns = {
	readonly wholes: Int32Array;
	readonly numbers: Float64Array;
	readonly texts: readonly string[];
};

export type ColumnsWriter = {
	/** A whole number of 32 bits. */
	readonly whole: (value: number) => void;
	readonly number: (value: number) => void;
	/** A number that may be unknown. */
	readonly maybe: (value: number | undefined) => void;
	readonly text: (value: string) => void;
	/** Something that may be missing; gives whether it is there. */
	readonly has: <Value>(value: Value | undefined) => value is Value;
	readonly done: () => Columns;
};

export type ColumnsReader = {
	readonly whole: () => number;
	readonly number: () => number;
	readonly maybe: () => number | undefined;
	readonly text: () => string;
	/** Whether something that may be missing is there. */
	readonly has: () => boolean;
};

const firstRoom = 4096;

export function writeColumns(): ColumnsWriter {
	let wholes = new Int32Array(firstRoom);
	let numbers = new Float64Array(firstRoom);
	const texts = new Map<string, number>();
	let wholesLength = 0;
	let numbersLength = 0;

	function whole(value: number): void {
		if (wholesLength === wholes.length) {
			const wider = new Int32Array(wholes.length * 2);
			wider.set(wholes);
			wholes = wider;
		}
		wholes[wholesLength++] = value;
	}

	function number(value: number): void {
		if (numbersLength === numbers.length) {
			const wider = new Float64Array(numbers.length * 2);
			wider.set(numbers);
			numbers = wider;
		}
		numbers[numbersLength++] = value;
	}

	return {
		whole,
		number,
		maybe(value) {
			number(value ?? Number.NaN);
		},
		text(value) {
			let index = texts.get(value);
			if (index === undefined) {
				index = texts.size;
				texts.set(value, index);
			}
			whole(index);
		},
		has<Value>(value: Value | undefined): value is Value {
			whole(value === undefined ? 0 : 1);
			return value !== undefined;
		},
		done: () => ({
			wholes: wholes.slice(0, wholesLength),
			numbers: numbers.slice(0, numbersLength),
			texts: [...texts.keys()],
		}),
	};
}

export function readColumns({wholes, numbers, texts}: Columns): ColumnsReader {
	let wholesRead = 0;
	let numbersRead = 0;
	const whole = (): number => wholes[wholesRead++] ?? 0;
	const number = (): number => numbers[numbersRead++] ?? Number.NaN;
	return {
		whole,
		number,
		maybe() {
			const value = number();
			return Number.isNaN(value) ? undefined : value;
		},
		text: () => texts[whole()] ?? '',
		has: () => whole() === 1,
	};
}

/** Written as so many, and each of them. */
export function writeEach<Value>(
	writer: ColumnsWriter,
	values: Iterable<Value>,
	size: number,
	write: (writer: ColumnsWriter, value: Value) => void,
): void {
	writer.whole(size);
	for (const value of values) write(writer, value);
}

export function readEach<Value>(reader: ColumnsReader, read: (reader: ColumnsReader) => Value): Value[] {
	const values: Value[] = [];
	for (let left = reader.whole(); left > 0; left--) values.push(read(reader));
	return values;
}
