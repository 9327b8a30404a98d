// Pages of any size out of EC2's pages, which have five entries at the least.
#include "owned_things.h"
#include "refusals.h"

#include <algorithm>
#include <charconv>

namespace hostler::aws {
namespace {

using sdk::Reply;

constexpr std::int64_t kFewest = 5, kMost = 500;

/// "3:token": the fourth entry of the page that the token leads to. Nothing: not one of ours.
struct Place {
  std::size_t offset = 0;
  std::string token;

  static std::optional<Place> parse(const std::string& cursor) {
    if (cursor.empty()) return Place{};
    Place place;
    const auto end = cursor.data() + cursor.size();
    const auto read = std::from_chars(cursor.data(), end, place.offset);
    if (read.ec != std::errc{} || read.ptr == end || *read.ptr != ':') return std::nullopt;
    place.token.assign(read.ptr + 1, end);
    return place;
  }
  std::string text() const { return std::to_string(offset) + ":" + token; }
};

}  // namespace

Reply<ThingPage> readPage(const QueryClient& client, const sdk::Call& call, const Cloud& cloud,
                          const std::string& action, const char* set, Form form,
                          const std::string& cursor, std::int64_t limit, bool isPaged) {
  const auto place = Place::parse(cursor);
  if (!place) return badRequest("cursor is not one of this plugin's");
  if (isPaged) {
    form.set("MaxResults", std::to_string(std::clamp(limit, kFewest, kMost)));
    if (!place->token.empty()) form.set("NextToken", place->token);
  }
  const auto answer = client.read(call, cloud, action, form);
  if (!answer) return answer.error();
  const auto& items = (*answer)[set].children;
  const auto first = std::min(place->offset, items.size());
  const auto count = std::min(items.size() - first,
                              static_cast<std::size_t>(std::clamp<std::int64_t>(limit, 1, kMost)));
  ThingPage page;
  const auto start = items.begin() + static_cast<std::ptrdiff_t>(first);
  page.items.assign(start, start + static_cast<std::ptrdiff_t>(count));
  const auto& next = answer->textOf("nextToken");
  if (first + count < items.size()) {
    page.nextCursor = Place{first + count, place->token}.text();
  } else if (!next.empty()) {
    page.nextCursor = Place{0, next}.text();
  }
  return page;
}

Reply<ThingPage> OwnedThings::page(const Call& call, const Cloud& cloud, const KindOfThing& kind,
                                   const sdk::ListResources& request) const {
  Form form;
  if (kind.alsoName != nullptr) form.set(kind.alsoName, kind.alsoValue);
  if (request.owner.empty()) {
    form.filter("tag-key", {kOwnerTag});
  } else {
    mustBeReference(request.owner, "owner");
    form.filter(std::string{"tag:"} + kOwnerTag, {request.owner});
  }
  auto page = readPage(client_, call, cloud, kind.describe, kind.set, std::move(form),
                       request.cursor, request.limit, kind.isPaged);
  // Who asks for one owner's things sees nobody else's, whatever the filter was taken for.
  if (page && !request.owner.empty()) {
    std::erase_if(page->items, [&](const XmlElement& item) {
      return tagIn(tagsOf(item), kOwnerTag) != request.owner;
    });
  }
  return page;
}

}  // namespace hostler::aws
