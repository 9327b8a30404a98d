#include "notifier_bench.h"

#include <hostler/signature.hpp>

namespace hostler::conformance {

using sdk::Json;

const std::string kMarked = "Marked-text-4711";

Json messageRequest(Bench& bench, const std::string& reference, const Json& more) {
  bench.mustNotShow(kMarked);
  Json request = bench.subject().at("message");
  request.update({{"reference", reference}, {"text", kMarked + " is for you alone."}});
  request.update(more);
  return request;
}

Json bookedMessages(Bench& bench, const std::string& reference) {
  const auto member = bench.subject().at("reference_member").get<std::string>();
  Json found = Json::array();
  for (const auto& message : bench.booked("send")) {
    if (message.value(member, Json()) == reference) found.push_back(message);
  }
  return found;
}

Json deliveryOf(Bench& bench, const std::string& reference, const std::string& outcome) {
  if (bookedMessages(bench, reference).empty())
    bench.succeed("send", messageRequest(bench, reference));
  const auto told =
      bench.sandbox().deliver({{"provider", bench.provider()},
                               {"id", bookedMessages(bench, reference).at(0).at("id")},
                               {"outcome", outcome}});
  require(!told.at("webhooks").empty(), "the provider sent no webhook");
  const auto& sent = told.at("webhooks").at(0);
  Json headers = Json::array();
  for (const auto& [name, value] : sent.at("headers").items())
    headers.push_back(Json::array({name, value}));
  return {{"url", sent.at("url")},
          {"headers", std::move(headers)},
          {"body_base64", sdk::base64Of(sent.at("body").get<std::string>())}};
}

}  // namespace hostler::conformance
