#include "core/http/problem_response.h"

#include <Poco/Net/HTTPResponse.h>

namespace hostler::http {
namespace {

Answer problem(int status, const std::string& code, const std::string& detail,
               const std::string& requestId) {
  Answer answer;
  answer.status = status;
  answer.body = {{"type", "about:blank#" + code},
                 {"title", reasonOf(status)},
                 {"status", status},
                 {"detail", detail},
                 {"code", code},
                 {"request_id", requestId}};
  answer.headers.emplace_back("Content-Type", "application/problem+json");
  return answer;
}

}  // namespace

std::string reasonOf(int status) {
  switch (status) {
    // Names that came after the library's list (RFC 9110).
    case 413:
      return "Content Too Large";
    case 422:
      return "Unprocessable Content";
    default:
      return Poco::Net::HTTPResponse::getReasonForStatus(
          static_cast<Poco::Net::HTTPResponse::HTTPStatus>(status));
  }
}

Answer problemAnswer(const DomainError& error, const std::string& requestId) {
  Answer answer = problem(error.status(), error.code(), error.detail(), requestId);
  for (const auto& [name, value] : error.facts().items()) {
    if (name == "retry_after" && value.is_number_integer()) {
      answer.headers.emplace_back("Retry-After", std::to_string(value.get<std::int64_t>()));
    } else if (!answer.body.contains(name)) {
      answer.body[name] = value;
    }
  }
  if (const auto* validation = dynamic_cast<const ValidationError*>(&error)) {
    Json errors = Json::array();
    for (const auto& field : validation->errors()) {
      errors.push_back({{"field", field.field}, {"code", field.code}, {"message", field.message}});
    }
    answer.body["errors"] = std::move(errors);
  }
  if (error.status() == 401) answer.headers.emplace_back("WWW-Authenticate", "Bearer");
  return answer;
}

Answer problemAnswer(int status, const std::string& code, const std::string& detail,
                     const std::string& requestId) {
  return problem(status, code, detail, requestId);
}

}  // namespace hostler::http
