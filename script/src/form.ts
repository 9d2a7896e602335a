/* Forms that were begun and not sent: their names and the name of the field where it ended.  Never a value. */

import { does } from './settings'
import { attribute, on, secret } from './listen'
import { track } from './page'

const begun = new Map<HTMLFormElement, string | undefined>() // the last field that was entered

const named = (element: Element): string | undefined => attribute(element, 'name') || attribute(element, 'id')

/* Who only looked into a field has begun nothing: browsers and pages put the focus where they like. */
function enter(e: Event): void {
	const field = e.target as HTMLInputElement
	const form = field.form
	if (!form || secret(field) || /submit|button/.test(field.type)) return
	if (e.type != 'focusin' || begun.has(form)) begun.set(form, named(field))
}

export function abandon(): void {
	begun.forEach((field, form) => track('Form Abandoned', { form: named(form), field }))
	begun.clear()
}

export function forms(): void {
	if (!does('forms')) return
	on('focusin input', enter)
	/* A form that a script sends has no submit, but says formdata. */
	on('submit formdata', (e) => begun.delete(e.target))
}
