#include "tests/journeys/http_client.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPCookie.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>
#include <Poco/String.h>
#include <Poco/URI.h>

#include <sstream>

namespace hostler::testing {

HttpAnswer HttpClient::send(const std::string& method, const std::string& path, const Json& body) {
  std::map<std::string, std::string> headers;
  if (!body.is_null()) headers["Content-Type"] = "application/json";
  if (!bearer_.empty()) headers["Authorization"] = "Bearer " + bearer_;
  if (!key_.empty()) headers["Idempotency-Key"] = std::exchange(key_, {});
  return exchange(method, path, body.is_null() ? std::string{} : body.dump(), headers);
}

HttpAnswer HttpClient::deliver(const std::string& path, const std::string& body,
                               const std::map<std::string, std::string>& headers) {
  return exchange("POST", path, body, headers);
}

HttpAnswer HttpClient::exchange(const std::string& method, const std::string& path,
                                const std::string& body,
                                const std::map<std::string, std::string>& headers) {
  const Poco::URI uri{url_};
  HttpAnswer answer;
  try {
    Poco::Net::HTTPClientSession session{uri.getHost(), uri.getPort()};
    session.setTimeout(Poco::Timespan{static_cast<long>(patience_.count()), 0});
    Poco::Net::HTTPRequest request{method, path, Poco::Net::HTTPMessage::HTTP_1_1};
    for (const auto& [name, value] : headers) request.set(name, value);
    std::string cookies;
    for (const auto& [name, value] : cookies_)
      cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
    if (!cookies.empty()) request.set("Cookie", cookies);
    if (method != "GET" && method != "DELETE")
      request.setContentLength(static_cast<std::streamsize>(body.size()));
    const auto start = std::chrono::steady_clock::now();
    session.sendRequest(request) << body;
    Poco::Net::HTTPResponse response;
    auto& in = session.receiveResponse(response);
    Poco::StreamCopier::copyToString(in, answer.text);
    const auto took = std::chrono::steady_clock::now() - start;
    answer.seconds = std::chrono::duration<double>(took).count();
    answer.status = response.getStatus();
    for (const auto& [name, value] : response) answer.headers[Poco::toLower(name)] = value;
    std::vector<Poco::Net::HTTPCookie> set;
    response.getCookies(set);
    for (const auto& cookie : set) cookies_[cookie.getName()] = cookie.getValue();
  } catch (const Poco::Exception& error) {
    HttpAnswer none;
    none.text = "no answer from " + url_ + ": " + error.displayText();
    return none;
  }
  answer.body = Json::parse(answer.text, nullptr, false);
  if (answer.body.is_discarded()) answer.body = nullptr;
  return answer;
}

}  // namespace hostler::testing
