/* All templates. */
import { partner } from './partner'
import { service } from './service'
import { shop } from './shop'
import { software } from './software'

export { personas } from './personas'
export { definitionOf, personaOf, type MapTemplate, type PersonaTemplate } from './kit'
export const maps = [shop, software, service, partner]
