#include "tests/bench/stage/indexed_row.h"

#include "core/secrets/digest.h"
#include "tests/journeys/http_client.h"

namespace hostler::bench {

std::string pathOfOneRow(testing::Installation& here) {
  const auto answer = testing::HttpClient{here.engineUrl()}.post(
      "/api/auth/register", {{"username", "kavya"},
                             {"email", "kavya@client.example"},
                             {"phone", "+91 98765 43210"},
                             {"password", "violet harbour 42 lantern"},
                             {"otp_channel", "email"}});
  if (answer.status != 201) throw std::runtime_error{"POST /api/auth/register: " + answer.text};
  return "/api/auth/register/" + answer.body["registration"].get<std::string>();
}

std::string statementOfOneRow() {
  return "SELECT * FROM registrations WHERE tenant_id = 1 AND handle_hash = ? AND expires_at > 1";
}

std::string keyOfOneRow(const std::string& path) {
  return hex(sha256(path.substr(path.rfind('/') + 1)));
}

}  // namespace hostler::bench
