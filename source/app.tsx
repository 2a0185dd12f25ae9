// Paints the picture; nothing else. With components/ the only place that knows React and Ink. Keys are read without Ink:
// its `useInput` merges what comes in one read, and a paste that lacks its end would silence it for ever.
import {Box, type Instance, render, type RenderOptions, Text} from 'ink';
import {useSyncExternalStore} from 'react';
import {type Painting, paintedLine} from './components/painted-line.ts';
import type {Theme} from './components/theme.ts';
import type {Screen} from './screen/screen.ts';

export type AppProps = {
	readonly subscribe: (listener: () => void) => () => void;
	/** The picture to paint; the same object until there is a newer one. */
	readonly screen: () => Screen;
	/** The theme of the next picture; the same object until there is another one. */
	readonly theme: () => Theme;
	readonly ascii: boolean;
};

export function App({subscribe, screen, theme, ascii}: AppProps) {
	const {columns, rows, lines, faded} = useSyncExternalStore(subscribe, screen, screen);
	// The verdict keeps its weight when the rest fades.
	const colours = theme();
	const painting = (row: number): Painting => ({theme: colours, ascii, faded: faded && row > 1});
	return (
		<Box flexDirection="column" width={columns} height={rows}>
			{lines.map((line, row) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
				<Text key={row} wrap="truncate">
					{paintedLine(line, columns, painting(row)) || ' '}
				</Text>
			))}
		</Box>
	);
}

/** Begins to paint; until it is unmounted the terminal is its own. */
export function renderApp(props: AppProps, options: RenderOptions): Instance {
	return render(<App {...props} />, options);
}
