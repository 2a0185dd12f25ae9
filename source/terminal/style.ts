// How a cell looks: colours and attributes, as SGR sequences (`CSI … m`) set them.

const bold = 1;
const dim = 2;
const italic = 4;
const underline = 8;
const inverse = 16;
const strikethrough = 32;

/** Attributes that can be seen on a space; without them only its background can. */
const visibleOnSpace = underline | inverse | strikethrough;

/**
 * A colour: -1 the terminal's own; 0 to 15 one of the sixteen; 256 + n the nth of the 256 colours;
 * 0x1000000 + red, green and blue, eight bits each.
 */
type Colour = number;

const ownColour: Colour = -1;
const firstOf256 = 256;
const firstTrueColour = 0x100_0000;

export type Style = {
	readonly attributes: number;
	readonly foreground: Colour;
	readonly background: Colour;
};

/** No attribute, the terminal's own colours. */
export const noStyle: Style = {attributes: 0, foreground: ownColour, background: ownColour};

/** SGR parameter → the attribute it sets. */
const setBy = new Map([
	[1, bold],
	[2, dim],
	[3, italic],
	[4, underline],
	[7, inverse],
	[9, strikethrough],
	// Double underline, drawn as the single one.
	[21, underline],
]);

/** SGR parameter → the attributes it ends. */
const endedBy = new Map([
	[22, bold | dim],
	[23, italic],
	[24, underline],
	[27, inverse],
	[29, strikethrough],
]);

/** The attributes in the order they are written. */
const attributeCodes: ReadonlyArray<readonly [attribute: number, set: string, end: string]> = [
	[italic, '3', '23'],
	[underline, '4', '24'],
	[inverse, '7', '27'],
	[strikethrough, '9', '29'],
];

function colourCode(colour: Colour, isBackground: boolean): string {
	const shift = isBackground ? 10 : 0;
	if (colour === ownColour) {
		return String(39 + shift);
	}

	if (colour < 8) {
		return String(30 + shift + colour);
	}

	if (colour < 16) {
		return String(82 + shift + colour);
	}

	if (colour < firstTrueColour) {
		return `${38 + shift};5;${colour - firstOf256}`;
	}

	return `${38 + shift};2;${(colour >> 16) & 255};${(colour >> 8) & 255};${colour & 255}`;
}

function byteOf(parameter: string | undefined): number | undefined {
	const value = Number(parameter === '' ? '0' : parameter);
	return Number.isInteger(value) && value >= 0 && value <= 255 ? value : undefined;
}

/** Reads what follows a 38 or 48 at `index`: the colour, if it is one, and how many parameters it took. */
function extendedColour(
	parameters: readonly string[],
	index: number,
): {readonly colour: Colour | undefined; readonly length: number} {
	if (parameters[index] === '5') {
		const value = byteOf(parameters[index + 1]);
		return {colour: value === undefined ? undefined : firstOf256 + value, length: 2};
	}

	if (parameters[index] === '2') {
		const red = byteOf(parameters[index + 1]);
		const green = byteOf(parameters[index + 2]);
		const blue = byteOf(parameters[index + 3]);
		const colour =
			red === undefined || green === undefined || blue === undefined
				? undefined
				: firstTrueColour + red * 0x1_0000 + green * 0x100 + blue;
		return {colour, length: 4};
	}

	return {colour: undefined, length: parameters.length};
}

/** The style after the parameters of one SGR sequence (`1;31` of `CSI 1;31 m`); unknown ones change nothing. */
export function styleAfter(style: Style, parameterText: string): Style {
	let {attributes, foreground, background} = style;
	const parameters = parameterText.split(';');
	for (let index = 0; index < parameters.length; index++) {
		const code = Number(parameters[index]);
		if (code === 0) {
			({attributes, foreground, background} = noStyle);
		} else if (setBy.has(code)) {
			attributes |= setBy.get(code) ?? 0;
		} else if (endedBy.has(code)) {
			attributes &= ~(endedBy.get(code) ?? 0);
		} else if (code === 38 || code === 48 || code === 58) {
			const {colour, length} = extendedColour(parameters, index + 1);
			index += length;
			if (colour !== undefined && code === 38) {
				foreground = colour;
			} else if (colour !== undefined && code === 48) {
				background = colour;
			}
		} else if (code >= 30 && code <= 39) {
			foreground = code === 39 ? ownColour : code - 30;
		} else if (code >= 40 && code <= 49) {
			background = code === 49 ? ownColour : code - 40;
		} else if (code >= 90 && code <= 97) {
			foreground = code - 82;
		} else if (code >= 100 && code <= 107) {
			background = code - 92;
		}
	}

	return {attributes, foreground, background};
}

function codesFrom(from: Style, to: Style): string {
	const codes: string[] = [];
	const ended = from.attributes & ~to.attributes;
	let present = from.attributes & to.attributes;
	if ((ended & (bold | dim)) !== 0) {
		// One code ends both; what stays is set again.
		codes.push('22');
		present &= ~(bold | dim);
	}

	const missing = to.attributes & ~present;
	if ((missing & bold) !== 0) {
		codes.push('1');
	}

	if ((missing & dim) !== 0) {
		codes.push('2');
	}

	for (const [attribute, set, end] of attributeCodes) {
		if ((missing & attribute) !== 0) {
			codes.push(set);
		} else if ((ended & attribute) !== 0) {
			codes.push(end);
		}
	}

	if (from.foreground !== to.foreground) {
		codes.push(colourCode(to.foreground, false));
	}

	if (from.background !== to.background) {
		codes.push(colourCode(to.background, true));
	}

	return codes.join(';');
}

/** The shortest SGR sequence that leads from one style to another. */
export function sequenceBetween(from: Style, to: Style): string {
	const change = codesFrom(from, to);
	const anew = codesFrom(noStyle, to);
	const reset = anew === '' ? '' : `0;${anew}`;
	return `\u001B[${reset.length < change.length ? reset : change}m`;
}

/** The style that looks the same on a space: without what cannot be seen there. */
export function styleOnSpace(style: Style): Style {
	return (style.attributes & visibleOnSpace) === 0 ? {...noStyle, background: style.background} : style;
}
