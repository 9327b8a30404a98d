#pragma once

#include "core/audit/actor.h"
#include "core/json/json.h"

#include <string_view>

namespace hostler {

/// Whether somebody who acts for an account may read what an event tells of: with the right by
/// which the same is read at its own route.
bool mayReadEvent(const Actor& actor, std::string_view event);
/// The same of one that happened: nothing that it tells of may be denied to them either, by its id
/// or by its name, as a zone's.
bool mayReadEvent(const Actor& actor, std::string_view event, const Json& payload);

}  // namespace hostler
