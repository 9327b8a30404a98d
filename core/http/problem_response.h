#pragma once

#include "core/http/reply.h"
#include "core/problem/problem.h"

#include <string>

namespace hostler::http {

/// An error as RFC 9457 problem details: type, title, status, detail, code, request_id, the error's
/// facts, and `errors` where single fields are wrong. `type` is "about:blank#code", stable like the
/// code.
Answer problemAnswer(const DomainError& error, const std::string& requestId);
Answer problemAnswer(int status, const std::string& code, const std::string& detail,
                     const std::string& requestId);

/// The title of a status: "Not Found".
std::string reasonOf(int status);

}  // namespace hostler::http
