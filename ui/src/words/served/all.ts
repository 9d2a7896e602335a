/* all - the catalogues of what the server says, area by area; loaded for Polish and Russian alone. */
import { answer } from './answer'
import { doors } from './doors'
import { formats } from './formats'
import { intake } from './intake'
import { map } from './map'
import type { Entry } from './match'
import { model } from './model'
import { serve } from './serve'
import { sources } from './sources'
import { store } from './store'

export const entries: readonly Entry[] = [...map, ...answer, ...intake, ...serve, ...model, ...store, ...doors, ...sources, ...formats]
