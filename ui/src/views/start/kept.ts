/* kept - the files that somebody is taking in, wherever on the page they let them go.
 *
 *	const intake = intakeOf(session.me?.user)
 *
 * Whoever looks at something else meanwhile finds their files as they are; nobody else does.
 */
import { newIntake, type Intake } from './intake.svelte'

let kept: { user: number | null | undefined; intake: Intake } | undefined

export function intakeOf(user: number | null | undefined): Intake {
	if (!kept || kept.user !== user || kept.intake.items.every((one) => one.step === 'taken')) kept = { user, intake: newIntake() }
	return kept.intake
}
