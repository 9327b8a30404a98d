#pragma once

#include <string>
#include <vector>

namespace hostler::testing {

/// One request as bytes on the wire, and what becomes of it.
struct RequestCase {
  std::string name;
  std::string bytes;
  int status = 400;
};

/// The limits that the cases are written for.
constexpr std::size_t kCaseHeadBytes = 4096, kCaseLineBytes = 1024, kCaseHeaders = 100,
                      kCaseBodyBytes = 64;

/// Each is refused, and the connection with it. By what refuses them:
std::vector<RequestCase> casesRefusedByTheParser();
std::vector<RequestCase> casesRefusedByOurChecks();
std::vector<RequestCase> casesOverALimit();
/// Unusual, but HTTP: each is answered, and the connection goes on.
std::vector<RequestCase> legalCases();

}  // namespace hostler::testing
