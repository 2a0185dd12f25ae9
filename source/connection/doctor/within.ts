/** What the promise resolves to, or undefined when that takes longer; its rejection is that of the promise. */
export async function within<Value>(waitMs: number, promise: Promise<Value>): Promise<Value | undefined> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const tooLate = new Promise<undefined>(resolve => {
		timer = setTimeout(() => resolve(undefined), waitMs);
	});
	try {
		return await Promise.race([promise, tooLate]);
	} finally {
		clearTimeout(timer);
	}
}
