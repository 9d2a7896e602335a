/* shop_names - what the simulated shop's systems call what happens, in the language of who looks at it.
 *
 *	shop_name("Order Completed", SPEECH_PL)         // "Zamówienie złożone"
 *
 * The tables and the truth know English names alone; what has no other one, as everything of partners, keeps that.
 */
#pragma once

#include "base/scope.h"

const char *shop_name(const char *event, enum speech speech);
