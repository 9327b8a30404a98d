#include "modules/compute/kinds.h"

#include "core/outbound/public_address.h"
#include "core/problem/problem.h"
#include "core/shape/shape.h"

#include <algorithm>

namespace hostler {
namespace {

using Type = KindMember::Type;
constexpr std::int64_t kGibibyte = 1'073'741'824;
constexpr std::int64_t kMostGigabytes = 65'536;
constexpr std::size_t kMostRules = 100, kLongestList = 20'000;

const std::vector<ResourceKind>& table() {
  static const std::vector<ResourceKind> kinds{
      {"volumes",
       "/compute/volumes",
       "volume",
       {{"size_gb", "size_bytes", Type::Gigabytes, true}, {"file_system", "file_system"}},
       {{"attach", "volumes.attach", true},
        {"detach", "volumes.detach"},
        {"resize", "volumes.resize", false, {{"size_gb", "size_bytes", Type::Gigabytes, true}}}},
       {"size_bytes", "machine"}},
      {"ips",
       "/compute/ips",
       "ip",
       {},
       {{"attach", "ips.assign", true}, {"detach", "ips.unassign"}},
       {"ip", "family", "machine"},
       true},
      {"firewalls",
       "/compute/firewalls",
       "firewall",
       {{"rules", "rules", Type::Rules, true}},
       {{"attach", "firewalls.attach", true},
        {"detach", "firewalls.detach", true},
        {"set_rules", "firewalls.set_rules", false, {{"rules", "rules", Type::Rules, true}}}},
       {"rules", "machines"},
       false,
       false,
       3},
      {"load_balancers",
       "/compute/load-balancers",
       "load_balancer",
       {{"balancing", "balancing"}, {"rules", "rules", Type::Forwarding, true}},
       {{"attach", "load_balancers.attach", true},
        {"detach", "load_balancers.detach", true},
        {"set_rules",
         "load_balancers.set_rules",
         false,
         {{"rules", "rules", Type::Forwarding, true}}}},
       {"ip", "balancing", "rules", "machines"},
       false,
       true},
      {"networks",
       "/compute/networks",
       "network",
       {{"cidr", "cidr"}},
       {{"attach", "networks.attach", true}, {"detach", "networks.detach", true}},
       {"cidr", "gateway"}},
      {"snapshots", "/compute/snapshots", "snapshot", {}, {}, {"of", "size_bytes"}},
      {"ssh_keys",
       "/compute/ssh-keys",
       "ssh_key",
       {{"public_key", "public_key", Type::Text, true}},
       {},
       {"public_key", "fingerprint"},
       false,
       false,
       5},
      {"images",
       "/compute/images",
       "image",
       {{"url", "url", Type::Url, true}, {"distribution", "distribution"}},
       {},
       {"distribution", "min_disk_bytes", "size_bytes"}},
      {"isos",
       "/compute/isos",
       "iso",
       {{"url", "url", Type::Url, true}},
       {{"attach", "isos.attach", true}, {"detach", "isos.detach", true}},
       {"size_bytes"}},
      {"clusters",
       "/kubernetes/clusters",
       "cluster",
       {{"version", "version"},
        {"pools", "pools", Type::Pools, true},
        {"highly_available", "highly_available", Type::Flag}},
       {{"resize",
         "clusters.resize",
         false,
         {{"pool", "pool", Type::Text, true}, {"count", "count", Type::Whole, true}}}},
       {"version", "endpoint", "highly_available", "pools"}},
      {"databases",
       "/databases",
       "database",
       {{"engine", "engine", Type::Text, true},
        {"version", "version"},
        {"size", "size", Type::Text, true},
        {"nodes", "nodes", Type::Whole}},
       {{"resize",
         "databases.resize",
         false,
         {{"size", "size", Type::Text, true}, {"nodes", "nodes", Type::Whole, true}}}},
       {"engine", "version", "size", "nodes", "host", "port", "user", "database"}}};
  return kinds;
}

struct FirewallRuleBody {
  std::string direction, protocol;
  std::optional<int> fromPort, toPort;
  std::vector<std::string> networks;
  static void describe(Shape<FirewallRuleBody>& shape) {
    shape.field("direction", &FirewallRuleBody::direction).oneOf({"in", "out"});
    shape.field("protocol", &FirewallRuleBody::protocol).oneOf({"tcp", "udp", "icmp"});
    shape.field("from_port", &FirewallRuleBody::fromPort).range(0, 65'535).nullable();
    shape.field("to_port", &FirewallRuleBody::toPort).range(0, 65'535).nullable();
    shape.field("networks", &FirewallRuleBody::networks).count(1, 50);
  }
};
struct ForwardingBody {
  std::string protocol, targetProtocol;
  int port = 0, targetPort = 0;
  static void describe(Shape<ForwardingBody>& shape) {
    shape.field("protocol", &ForwardingBody::protocol).oneOf({"tcp", "udp", "http", "https"});
    shape.field("port", &ForwardingBody::port).range(1, 65'535);
    shape.field("target_protocol", &ForwardingBody::targetProtocol)
        .oneOf({"tcp", "udp", "http", "https"});
    shape.field("target_port", &ForwardingBody::targetPort).range(1, 65'535);
  }
};
struct PoolBody {
  std::string name, size;
  int count = 1;
  static void describe(Shape<PoolBody>& shape) {
    shape.field("name", &PoolBody::name).length(1, 60);
    shape.field("size", &PoolBody::size).length(1, 120);
    shape.field("count", &PoolBody::count).range(1, 50);
  }
};

template <class Body>
Json listOf(const Json& value, const std::string& field, FieldErrors& errors) {
  std::vector<Body> bodies;
  if (!value.is_array() || value.size() > kMostRules) {
    errors.add(field, "wrong_type", "must be a list of 100 at most");
    return Json::array();
  }
  if (dump(value).size() > kLongestList) {
    errors.add(field, "too_long", "is too long altogether");
    return Json::array();
  }
  Codec<std::vector<Body>>::read(value, bodies, field, errors);
  return toJson(bodies);
}

// What goes into a provider's request: nothing that could be an option or a command there.
bool isWord(const std::string& text) {
  constexpr std::string_view kSigns = " ._:/@+=,-~?&%#";
  return !text.starts_with('-') && std::ranges::all_of(text, [&](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || kSigns.find(c) != std::string_view::npos;
  });
}

Json textOf(const Json& value, const std::string& field, FieldErrors& errors, bool isUrl,
            bool isTitle) {
  std::string text;
  Codec<std::string>::read(value, text, field, errors);
  if (!isTitle && !isWord(text))
    errors.add(field, "invalid_characters", "holds characters that are not allowed there");
  const bool fits = !text.empty() && text.size() <= 4'000 &&
                    std::ranges::none_of(text, [](unsigned char c) { return c < 32 || c == 127; });
  if (!fits) errors.add(field, "invalid", "must be a line of text");
  if (isUrl) {
    const auto target = HttpsTarget::parse(text);
    if (!target) {
      errors.add(field, "invalid_url", "must be an address that begins with https://");
    } else if (target->isPlainlyPrivate()) {
      errors.add(field, "not_public", "must be a public https address");
    }
  }
  return text;
}

Json wholeOf(const Json& value, const std::string& field, FieldErrors& errors, std::int64_t most) {
  std::int64_t number = 0;
  Codec<std::int64_t>::read(value, number, field, errors);
  if (number < 1 || number > most)
    errors.add(field, "out_of_range", "must be from 1 to " + std::to_string(most));
  return number;
}

void checkNetworks(const Json& read, const std::string& field, FieldErrors& errors) {
  const auto rules = read.value("rules", Json::array());
  for (const auto& rule : rules) {
    const auto networks = rule.value("networks", Json::array());
    for (const auto& network : networks) {
      const auto text = network.get<std::string>();
      if (text.size() > 43 ||
          text.find_first_not_of("0123456789abcdefABCDEF:./") != std::string::npos)
        errors.add(field, "invalid_network", "must let networks through, such as 0.0.0.0/0");
    }
  }
}

Json valueOf(const KindMember& member, const Json& value, const std::string& field,
             FieldErrors& errors) {
  switch (member.type) {
    case Type::Text:
    case Type::Title:
    case Type::Url:
      return textOf(value, field, errors, member.type == Type::Url, member.type == Type::Title);
    case Type::Whole:
      return wholeOf(value, field, errors, 100);
    case Type::Gigabytes: {
      const auto gigabytes = wholeOf(value, field, errors, kMostGigabytes);
      return gigabytes.get<std::int64_t>() * kGibibyte;
    }
    case Type::Flag:
      if (!value.is_boolean()) errors.add(field, "wrong_type", "must be true or false");
      return value;
    case Type::Rules:
      return listOf<FirewallRuleBody>(value, field, errors);
    case Type::Forwarding:
      return listOf<ForwardingBody>(value, field, errors);
    case Type::Pools:
      return listOf<PoolBody>(value, field, errors);
  }
  return nullptr;
}

}  // namespace

std::span<const ResourceKind> resourceKinds() {
  return table();
}

bool holdsData(std::string_view word) {
  return word == "volumes" || word == "snapshots" || word == "databases" || word == "clusters";
}

const ResourceKind* kindOf(std::string_view word) {
  const auto found = std::ranges::find(table(), word, &ResourceKind::word);
  return found == table().end() ? nullptr : &*found;
}

const KindAction* actionOf(const ResourceKind& kind, std::string_view name) {
  const auto found = std::ranges::find(kind.actions, name, &KindAction::name);
  return found == kind.actions.end() ? nullptr : &*found;
}

Json readMembers(const std::vector<KindMember>& members, const Json& given,
                 const std::string& path) {
  FieldErrors errors;
  Json read = Json::object();
  if (!given.is_object()) throw ValidationError{path, "wrong_type", "must be an object"};
  for (const auto& [name, value] : given.items()) {
    const auto known = std::ranges::any_of(
        members, [&name = name](const KindMember& each) { return each.name == name; });
    if (!known) errors.add(FieldErrors::under(path, name), "unknown_field", "is not known");
  }
  for (const auto& member : members) {
    const auto name = std::string{member.name};
    const auto field = FieldErrors::under(path, name);
    const auto found = given.find(name);
    if (found == given.end()) {
      if (member.required) errors.add(field, "required", "is missing");
      continue;
    }
    read[std::string{member.member}] = valueOf(member, *found, field, errors);
  }
  checkNetworks(read, FieldErrors::under(path, "rules"), errors);
  errors.throwIfAny();
  return read;
}

Json factsOf(const ResourceKind& kind, const Json& answer) {
  Json facts = Json::object();
  for (const auto& fact : kind.facts) {
    const auto found = answer.find(std::string{fact});
    if (found != answer.end() && dump(*found).size() < 8'000) facts[std::string{fact}] = *found;
  }
  return facts;
}

}  // namespace hostler
