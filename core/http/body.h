#pragma once

#include "core/front/message.h"
#include "core/http/route.h"
#include "core/json/json.h"

namespace hostler::http {

/// The JSON that a handler is called with: the body, or the query with its values turned into what
/// the route's query type says. Throws 400 for what cannot be read, 415 for another type, 422 for a
/// payment card's number.
Json readBody(const front::Request& request, const Route& route);
Json readQuery(const front::Request& request, const Route& route);

/// Whether a text holds what looks like a payment card's number: 13 to 19 digits, perhaps with
/// spaces or dashes between, that pass the Luhn check (security rule S9: such a number never
/// reaches us).
bool holdsCardNumber(std::string_view text);

/// UTF-8 without NUL, which is all that the database and JSON take.
bool isText(std::string_view bytes);
/// The same bytes as such a text: what is not of it is replaced.
std::string asText(std::string_view bytes);

}  // namespace hostler::http
