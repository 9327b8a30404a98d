#include "tags.h"

namespace hostler::digitalocean {
namespace {

using sdk::Done;
using sdk::Json;
using sdk::Reply;

std::string pathOf(const std::string& tag) {
  return "/v2/tags/" + sdk::urlEncode(tag);
}

Json resources(const std::string& droplet) {
  return {{"resources", Json::array({{{"resource_id", droplet}, {"resource_type", "droplet"}}})}};
}

}  // namespace

Reply<Done> Tags::put(const sdk::Call& call, const CloudAccount& cloud, const std::string& tag,
                      const std::string& droplet) const {
  const auto there = exists(call, cloud, tag);
  if (!there) return there.error();
  if (!*there) {  // the first droplet that gets it
    if (const auto made = make(call, cloud, tag); !made) return made.error();
  }
  const auto written =
      client_.write(call, cloud, "POST", pathOf(tag) + "/resources", resources(droplet));
  if (!written) return written.error();
  return Done{};
}

Reply<Done> Tags::take(const sdk::Call& call, const CloudAccount& cloud, const std::string& tag,
                       const std::string& droplet) const {
  const auto written =
      client_.write(call, cloud, "DELETE", pathOf(tag) + "/resources", resources(droplet));
  if (!written && written.error().code != kNotFound) return written.error();
  return Done{};
}

Reply<Done> Tags::make(const sdk::Call& call, const CloudAccount& cloud,
                       const std::string& tag) const {
  const auto made = client_.write(call, cloud, "POST", "/v2/tags", {{"name", tag}});
  if (made) return Done{};
  if (!isRefusal(made.error())) return made.error();
  const auto there = exists(call, cloud, tag);
  if (!there) return notConfirmed(there.error().message);
  return *there ? Reply<Done>{Done{}} : Reply<Done>{made.error()};
}

Reply<Done> Tags::remove(const sdk::Call& call, const CloudAccount& cloud,
                         const std::string& tag) const {
  const auto removed = client_.write(call, cloud, "DELETE", pathOf(tag));
  if (!removed && removed.error().code != kNotFound) return removed.error();
  return Done{};
}

Reply<bool> Tags::exists(const sdk::Call& call, const CloudAccount& cloud,
                         const std::string& tag) const {
  const auto found = client_.find(call, cloud, pathOf(tag), "tag");
  if (!found) return found.error();
  return found->has_value();
}

}  // namespace hostler::digitalocean
