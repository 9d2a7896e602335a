/* parts - what the editors ask of a definition. */
import { lanes as allLanes, type DefinedTouchpoint, type Definition, type Match } from '../../../api/definition'

export function allIds(definition: Definition | undefined): string[] {
	return (definition?.stages ?? []).flatMap((one) => [one.id, ...(one.touchpoints ?? []).map((each) => each.id)])
}

export function touchpointsOf(definition: Definition | undefined): DefinedTouchpoint[] {
	return (definition?.stages ?? []).flatMap((one) => one.touchpoints ?? [])
}

export function lanesOf(definition: Definition | undefined): string[] {
	return definition?.lanes?.length ? definition.lanes : [...allLanes]
}

export function matchWords(match: Match): string {
	const { event, page, ...rest } = match
	const others = Object.entries(rest).filter(([, value]) => value !== undefined).map(([name, value]) => `${name} ${value}`)
	return [event, page, ...others].filter(Boolean).join(', ')
}
