/* felt - the class that gives a feeling, -2 to +2, its colour as --tone (base.css); shapes say the same (FeelingMark). */
export function felt(value: number): string {
	return value > 1 ? 'felt-2' : value > 0.25 ? 'felt-1' : value >= -0.25 ? 'felt-0' : value >= -1 ? 'felt-m1' : 'felt-m2'
}
