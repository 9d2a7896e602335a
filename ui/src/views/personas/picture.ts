/* picture - a picture that was chosen, small enough to be kept in the text of a persona.
 *
 *	photo = await shrink(file)      // 'data:image/jpeg;base64,...'; throws where it is no picture, or stays too large
 */
const edge = 256
/* The server's ceiling, with room. */
const most = 250_000

export class PictureError extends Error {
	constructor(readonly why: 'pictureWrong' | 'pictureLarge') {
		super(why)
	}
}

/* The middle of it, as a square: faces stand in circles. */
function drawn(image: ImageBitmap): HTMLCanvasElement {
	const side = Math.min(image.width, image.height)
	const canvas = document.createElement('canvas')
	canvas.width = canvas.height = Math.min(edge, side)
	const pen = canvas.getContext('2d')
	if (!pen) throw new PictureError('pictureWrong')
	pen.imageSmoothingQuality = 'high'
	pen.fillStyle = '#fff' /* behind what is transparent: JPEG has no other */
	pen.fillRect(0, 0, canvas.width, canvas.height)
	pen.drawImage(image, (image.width - side) / 2, (image.height - side) / 2, side, side, 0, 0, canvas.width, canvas.height)
	return canvas
}

export async function shrink(file: Blob): Promise<string> {
	if (!/^image\/(png|jpeg|webp|gif|avif|bmp)$/.test(file.type)) throw new PictureError('pictureWrong')
	const image = await createImageBitmap(file).catch(() => {
		throw new PictureError('pictureWrong')
	})
	try {
		const text = drawn(image).toDataURL('image/jpeg', 0.86)
		if (text.length > most) throw new PictureError('pictureLarge')
		return text
	} finally {
		image.close()
	}
}

/* The first picture of what was dropped or pasted. */
export function pictureIn(data: DataTransfer | null): File | undefined {
	return [...(data?.files ?? [])].find((one) => one.type.startsWith('image/'))
}
