#include "explorer.h"

#include <hostler/json_answer.hpp>

#include <charconv>

namespace hostler::crypto {
namespace {

using sdk::Effect;
using sdk::Reply;

sdk::ProviderError misfit(const std::string& why) {
  return sdk::unusableAnswer(Effect::Read, "the explorer's answer does not fit: " + why);
}

}  // namespace

Explorer::Explorer(std::string url) : url_{sdk::apiRoot(std::move(url))} {}

Reply<std::string> Explorer::get(const sdk::Call& call, const std::string& path) const {
  sdk::HttpRequest request;
  request.url = url_ + path;
  request.headers.emplace_back("Accept", "application/json");
  const auto result = http_.send(call, request);
  if (const auto* failure = std::get_if<sdk::HttpFailure>(&result))
    return sdk::toError(*failure, Effect::Read);
  const auto& response = std::get<sdk::HttpResponse>(result);
  if (response.status != 200) return sdk::statusError(response, Effect::Read);
  return response.body;
}

Reply<std::int64_t> Explorer::tip(const sdk::Call& call) const {
  const auto text = get(call, "/blocks/tip/height");
  if (!text) return text.error();
  std::int64_t height = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), height);
  if (error != std::errc{} || end != text->data() + text->size() || height < 0)
    return misfit("the height is no number");
  return height;
}

Reply<std::vector<Transfer>> Explorer::transfers(const sdk::Call& call,
                                                 const std::string& address) const {
  const auto text = get(call, "/address/" + sdk::urlEncode(address) + "/txs");
  if (!text) return text.error();
  try {
    return transfersIn(sdk::parseJson(*text), address);
  } catch (const sdk::JsonError& error) {
    return misfit(error.what());
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

}  // namespace hostler::crypto
