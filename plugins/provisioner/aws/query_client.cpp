#include "query_client.h"

#include "refusals.h"
#include "signature_v4.h"
#include "times.h"

#include <optional>

namespace hostler::aws {
namespace {

using sdk::Effect;
using sdk::Reply;

constexpr std::size_t kLargestAnswer = 8 << 20;
constexpr int kMostPages = 100;
constexpr const char* kFormType = "application/x-www-form-urlencoded; charset=utf-8";

std::optional<XmlElement> readable(const std::string& body) {
  try {
    return parseXml(body);
  } catch (const XmlError&) {
    return std::nullopt;
  }
}

// Error answers name what lacks by "ec2:RunInstances"; so do policies.
std::string permissionFor(Service service, const std::string& action) {
  switch (service) {
    case Service::CloudWatch:
      return "cloudwatch:" + action;
    case Service::Sts:
      return "sts:" + action;
    case Service::Ec2:
      break;
  }
  return "ec2:" + action;
}

}  // namespace

sdk::HttpRequest signedRequest(const Cloud& cloud, Service service, const std::string& action,
                               const Form& form, std::int64_t time) {
  const auto endpoint = endpointOf(cloud, service);
  auto fields = form.fields();
  fields.emplace_back("Action", action);
  fields.emplace_back("Version", endpoint.version);

  SignedRequest toSign;
  toSign.method = "POST";
  toSign.path = endpoint.path;
  toSign.body = sdk::formEncode(fields);
  const SignatureScope scope{basicTime(time), cloud.region, endpoint.signingName};
  toSign.headers = {
      {"Host", endpoint.host}, {"Content-Type", kFormType}, {"X-Amz-Date", scope.time}};
  if (!cloud.credentials.sessionToken.empty())
    toSign.headers.emplace_back("X-Amz-Security-Token", cloud.credentials.sessionToken.reveal());

  sdk::HttpRequest request;
  request.method = "POST";
  request.url = endpoint.url;
  request.headers = toSign.headers;
  request.headers.emplace_back("Authorization", authorization(cloud.credentials, scope, toSign));
  request.body = std::move(toSign.body);
  request.maxResponseBytes = kLargestAnswer;
  return request;
}

QueryClient::QueryClient(ClockSkew::Now now) : skew_{std::move(now)} {}

Reply<XmlElement> QueryClient::send(const sdk::Call& call, const Cloud& cloud,
                                    const std::string& action, const Form& form, Service service,
                                    Effect effect) const {
  const auto host = endpointOf(cloud, service).host;
  for (bool again = false;; again = true) {
    auto request = signedRequest(cloud, service, action, form, skew_.timeAt(host));
    request.effect = effect;
    const auto result = http_.send(call, request);
    if (const auto* failure = std::get_if<sdk::HttpFailure>(&result))
      return sdk::toError(*failure, effect);
    const auto& response = std::get<sdk::HttpResponse>(result);
    auto document = readable(response.body);
    if (response.status == 200) {
      // Root elements are named after the action, so a page of a proxy's is never an answer.
      if (!document || document->name != action + "Response")
        return sdk::unusableAnswer(effect, "the answer to " + action + " cannot be read");
      return std::move(*document);
    }
    const auto answer = document ? errorIn(*document) : ErrorAnswer{};
    // Refused at the door, so nothing was done: the same request may go out under another time.
    if (!again && mayBeClockSkew(answer) && skew_.learn(host, response.header("date"))) {
      call.log.warning("clock.skew_learned", {{"host", host}, {"code", answer.code}});
      continue;
    }
    return refusalOf(response, answer, permissionFor(service, action), effect);
  }
}

Reply<XmlElement> QueryClient::read(const sdk::Call& call, const Cloud& cloud,
                                    const std::string& action, const Form& form,
                                    Service service) const {
  return send(call, cloud, action, form, service, Effect::Read);
}

Reply<XmlElement> QueryClient::write(const sdk::Call& call, const Cloud& cloud,
                                     const std::string& action, const Form& form) const {
  return send(call, cloud, action, form, Service::Ec2, Effect::Write);
}

Reply<std::vector<XmlElement>> QueryClient::all(const sdk::Call& call, const Cloud& cloud,
                                                const std::string& action, const std::string& set,
                                                const Form& form) const {
  std::vector<XmlElement> items;
  std::string token;
  for (int page = 0; page < kMostPages; ++page) {
    auto asked = form;
    if (!token.empty()) asked.set("NextToken", token);
    auto answer = read(call, cloud, action, asked);
    if (!answer) return answer.error();
    for (const auto& item : (*answer)[set].children) items.push_back(item);
    token = answer->textOf("nextToken");
    if (token.empty()) return items;
  }
  return misfit(action + " never comes to its last page");
}

}  // namespace hostler::aws
