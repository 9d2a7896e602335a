/* move - where a touchpoint goes that is dropped on another's column, or on a stage.
 *
 *	const operation = moveOf(definition, 'cart', 'search', true)    // right behind it; undefined: it stands there already
 */
import type { Definition, Operation } from '../../../api/definition'

export function moveOf(definition: Definition, id: string, onto: string, after: boolean): Operation | undefined {
	if (id === onto) return undefined
	const now = placeOf(definition, id)
	const stage = definition.stages.find((one) => one.id === onto) ?? definition.stages.find((one) => one.touchpoints?.some((each) => each.id === onto))
	if (!stage || !now) return undefined
	const list = (stage.touchpoints ?? []).map((one) => one.id).filter((one) => one !== id)
	const at = list.indexOf(onto)
	const before = at < 0 ? undefined : after ? list[at + 1] : onto
	if (stage.id === now.to && before === now.before) return undefined
	return { op: 'move_touchpoint', at: id, to: stage.id, ...(before === undefined ? {} : { before }) }
}

function placeOf(definition: Definition, id: string): { to: string; before: string | undefined } | undefined {
	for (const stage of definition.stages) {
		const ids = (stage.touchpoints ?? []).map((one) => one.id)
		if (ids.includes(id)) return { to: stage.id, before: ids[ids.indexOf(id) + 1] }
	}
	return undefined
}
