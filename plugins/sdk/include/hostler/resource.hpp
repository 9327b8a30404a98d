#pragma once

// The small grammar that all resources beside machines are spoken of in: volumes, addresses,
// networks and so on. Each has `list`, `get`, `create`, `delete` and actions of its own; README.md
// says what a verb owes, machines.md shows each.

#include <hostler/cost_rate.hpp>
#include <hostler/fields.hpp>
#include <hostler/provisioner_types.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

enum class ResourceState { Creating = 1, Ready, Changing, Deleting, Failed };
template <>
struct Words<ResourceState> {
  static constexpr std::pair<ResourceState, std::string_view> kAll[] = {
      {ResourceState::Creating, "creating"},
      {ResourceState::Ready, "ready"},
      {ResourceState::Changing, "changing"},
      {ResourceState::Deleting, "deleting"},
      {ResourceState::Failed, "failed"}};
};

/// What every resource says of itself.
struct Resource {
  std::string id;         ///< the provider's; names it in every later request
  std::string reference;  ///< ours, read from what it carries; empty: it carries none
  std::string name;       ///< as a person gave it, where the provider keeps that; else the label
  ResourceState state = ResourceState::Ready;
  std::string region;
  std::optional<std::int64_t> createdAt;
  std::optional<CostRate> cost;

  static constexpr auto members() {
    return std::tuple{field("id", &Resource::id),         field("reference", &Resource::reference),
                      field("name", &Resource::name),     field("state", &Resource::state),
                      field("region", &Resource::region), field("created_at", &Resource::createdAt),
                      field("cost", &Resource::cost)};
  }
};

/// A request on behalf of a client. `owner` is our id of the client: whatever is made carries it,
/// and whatever carries another is not touched.
struct OfOwner : OnServer {
  std::string owner;

  static constexpr auto members() {
    return std::tuple_cat(OnServer::members(), std::tuple{field("owner", &OfOwner::owner)});
  }
};

struct ListResources : OnServer {
  std::string owner;  ///< empty: everything that carries any owner, for finding drift
  std::string cursor;
  std::int64_t limit = 100;

  static constexpr auto members() {
    return std::tuple_cat(OnServer::members(),
                          std::tuple{optionalField("owner", &ListResources::owner),
                                     optionalField("cursor", &ListResources::cursor),
                                     optionalField("limit", &ListResources::limit)});
  }
};

/// One page of a list. It may be shorter than asked for and yet not the last.
template <class T>
struct Page {
  std::vector<T> items;
  std::optional<std::string> nextCursor;  ///< absent: that was the last page

  static constexpr auto members() {
    return std::tuple{field("items", &Page::items), field("next_cursor", &Page::nextCursor)};
  }
};

/// Settles an Unknown of `create`: by `id` once it is known, else by the reference.
struct GetResource : OfOwner {
  std::string id, reference;

  static constexpr auto members() {
    return std::tuple_cat(OfOwner::members(),
                          std::tuple{optionalField("id", &GetResource::id),
                                     optionalField("reference", &GetResource::reference)});
  }
};
template <class T>
struct Found {
  std::optional<T> item;  ///< absent: the provider answered, and it is not there

  static constexpr auto members() { return std::tuple{field("item", &Found::item)}; }
};

struct NewResource : OfOwner {
  std::string reference;  ///< our id of the new thing: the same makes one, however often it is sent
  std::string name;       ///< for people; empty: the label alone
  std::string region;     ///< empty: where server_settings or product_settings say

  static constexpr auto members() {
    return std::tuple_cat(OfOwner::members(),
                          std::tuple{field("reference", &NewResource::reference),
                                     optionalField("name", &NewResource::name),
                                     optionalField("region", &NewResource::region)});
  }
};

/// An action on one resource, or its end.
struct OnResource : OfOwner {
  std::string id;

  static constexpr auto members() {
    return std::tuple_cat(OfOwner::members(), std::tuple{field("id", &OnResource::id)});
  }
};
struct DeleteResource : OnResource {};
struct Removed {
  bool existed = true;  ///< false: there was nothing to remove

  static constexpr auto members() { return std::tuple{field("existed", &Removed::existed)}; }
};

/// An action that concerns one of the owner's machines as well.
struct OnResourceAndMachine : OnResource {
  AccountRef machine;

  static constexpr auto members() {
    return std::tuple_cat(OnResource::members(),
                          std::tuple{field("machine", &OnResourceAndMachine::machine)});
  }
};

}  // namespace hostler::sdk
