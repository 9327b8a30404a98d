#pragma once

#include "core/http/route.h"

namespace hostler::http {

/// A request's body in which `null` for a member that may be left out is left out: both say that
/// there is none. Members that know null as a value of their own keep it, and so do free-form parts
/// (a plugin's settings). In a PATCH an absent member means "as it is", so there null stays at the
/// top: it clears what can be cleared, and is refused for the rest.
Json withoutAbsent(Json body, const Route& route);

}  // namespace hostler::http
