#include "modules/compute/allowances.h"

#include <algorithm>
#include <set>

namespace hostler {
namespace {

DomainError notIncluded(const ResourceKind& kind, const ComputeRepository::Allowance& allowance,
                        const std::string& sentence) {
  return DomainError{"not_included",
                     409,
                     sentence,
                     {{"kind", std::string{kind.word}},
                      {"included", allowance.most},
                      {"included_gb", allowance.gigabytes}}};
}

}  // namespace

std::vector<ComputeRepository::Allowance> Allowances::of(db::Reader& reader, Id<Tenant> tenant,
                                                         Id<Product> product) {
  parts_.catalog.get(reader, tenant, product);  // throws NotFound
  auto all = parts_.compute.allowances(reader, product);
  for (const auto& kind : resourceKinds()) {
    const auto said =
        std::ranges::any_of(all, [&](const auto& one) { return one.kind == kind.word; });
    if (!said) all.push_back({std::string{kind.word}, kind.included, 0});
  }
  std::ranges::sort(all, {}, &ComputeRepository::Allowance::kind);
  return all;
}

void Allowances::set(const Actor& actor, Id<Product> product,
                     const std::vector<ComputeRepository::Allowance>& all) {
  FieldErrors errors;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto field = FieldErrors::under(FieldErrors::at("data", i), "kind");
    if (kindOf(all[i].kind) == nullptr)
      errors.add(field, "unknown_kind", "is no kind of belonging");
    if (!seen.insert(all[i].kind).second) errors.add(field, "repeated", "comes twice");
  }
  errors.throwIfAny();
  parts_.database.transaction([&](db::Transaction& tx) {
    parts_.catalog.get(tx, actor.scope.tenant, product);
    Json after = Json::object();
    for (const auto& one : all)
      after[one.kind] = {{"most", one.most}, {"gigabytes", one.gigabytes}};
    parts_.compute.setAllowances(tx, product, all);
    parts_.audit.record(tx, actor, {"product.compute_included", product.text(), nullptr, after});
  });
}

ComputeRepository::Allowance Allowances::of(db::Reader& reader, const Service& machine,
                                            const ResourceKind& kind) {
  for (const auto& one : parts_.compute.allowances(reader, machine.product)) {
    if (one.kind == kind.word) return one;
  }
  return {std::string{kind.word}, kind.included, 0};
}

void Allowances::check(db::Reader& reader, const Service& machine, const ResourceKind& kind,
                       int gigabytes) {
  const auto allowance = of(reader, machine, kind);
  const auto used = parts_.compute.used(reader, machine.id, std::string{kind.word});
  if (used.count >= allowance.most) {
    throw notIncluded(kind, allowance,
                      allowance.most == 0
                          ? "What this server was bought as includes none of these."
                          : "What this server was bought as includes no more of these.");
  }
  if (gigabytes > 0 && used.gigabytes + gigabytes > allowance.gigabytes)
    throw notIncluded(kind, allowance, "What this server was bought as includes less space.");
  if (parts_.compute.total(reader, machine.account) >= parts_.mostOfAccount) {
    throw DomainError{"account_limit",
                      409,
                      "This account has as many things as it may have.",
                      {{"most", parts_.mostOfAccount}}};
  }
}

}  // namespace hostler
