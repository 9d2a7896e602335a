/* served - what the server says of the evidence in a cell, in the language of the page.
 *
 *	served({ text: 'Critical moment: 37 % give up here (34 to 39 %)' })       // "Moment krytyczny: 37 % …"
 *
 * What a person wrote stays as it is.
 */
import { served as inLanguage } from '../../words/served.svelte'

export function served(cell: { text: string; written?: boolean }): string {
	return cell.written ? cell.text : inLanguage(cell.text)
}
