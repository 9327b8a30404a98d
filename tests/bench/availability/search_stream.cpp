#include "tests/bench/availability/search_stream.h"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/URI.h>

#include <chrono>
#include <stdexcept>

namespace hostler::bench {
namespace {

using Clock = std::chrono::steady_clock;

std::string behind(const std::string& line, std::string_view name) {
  return line.starts_with(name) ? line.substr(name.size()) : std::string{};
}

void keep(SearchSeen& seen, const std::string& data) {
  const auto event = Json::parse(data);
  for (const auto& name : event.at("data"))
    seen.status[name.at("domain").get<std::string>()] = name.at("status").get<std::string>();
}

}  // namespace

SearchSeen searchFor(const std::string& engineUrl, const std::string& label, int limit) {
  const Poco::URI uri{engineUrl};
  const auto began = Clock::now();
  const auto elapsed = [&] {
    return std::chrono::duration<double, std::milli>(Clock::now() - began).count();
  };
  Poco::Net::HTTPClientSession session{uri.getHost(), uri.getPort()};
  Poco::Net::HTTPRequest request{
      "GET", "/api/domains/search/stream?q=" + label + "&limit=" + std::to_string(limit),
      Poco::Net::HTTPMessage::HTTP_1_1};
  session.sendRequest(request);
  Poco::Net::HTTPResponse response;
  auto& in = session.receiveResponse(response);
  if (response.getStatus() != 200)
    throw std::runtime_error{"a search was answered " + std::to_string(response.getStatus())};
  SearchSeen seen;
  std::string event;
  for (std::string line; std::getline(in, line);) {
    if (const auto name = behind(line, "event: "); !name.empty()) event = name;
    const auto data = behind(line, "data: ");
    if (data.empty()) continue;
    if (event == "names") seen.namesMs = elapsed();
    if (event == "results" && seen.firstMs == 0) seen.firstMs = elapsed();
    if (event == "done") {
      seen.allMs = elapsed();
      return seen;
    }
    keep(seen, data);
  }
  throw std::runtime_error{"the search for " + label + " ended before it was done"};
}

}  // namespace hostler::bench
