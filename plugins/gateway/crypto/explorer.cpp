#include "explorer.h"

#include <hostler/json_answer.hpp>

#include <charconv>
#include <set>

namespace hostler::crypto {
namespace {

using sdk::Effect;
using sdk::Reply;

// Of 25 confirmed transactions each; what an address gets in a week is less.
constexpr int kMostPages = 100;

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

// Pages go back in time; one that has none in a block, or ends as another did, is the last.
Reply<std::vector<Transfer>> Explorer::transfers(const sdk::Call& call, const std::string& address,
                                                 std::optional<std::int64_t> since) const {
  const auto first = "/address/" + sdk::urlEncode(address) + "/txs";
  std::vector<Transfer> all;
  std::set<std::string> seen, ends;
  std::string after;
  for (int page = 0; page < kMostPages; ++page) {
    const auto text = get(call, after.empty() ? first : first + "/chain/" + after);
    if (!text) return text.error();
    try {
      const auto transactions = sdk::parseJson(*text);
      for (auto& transfer : transfersIn(transactions, address)) {
        if (seen.insert(transfer.id).second) all.push_back(std::move(transfer));
      }
      const auto oldest = oldestIn(transactions);
      if (!since || !oldest || oldest->time < *since || !ends.insert(oldest->id).second) return all;
      after = oldest->id;
    } catch (const sdk::JsonError& error) {
      return misfit(error.what());
    } catch (const MappingError& error) {
      return misfit(error.what());
    }
  }
  call.log.warning("explorer.not_read_to_the_start", {{"pages", kMostPages}});
  return all;
}

}  // namespace hostler::crypto
