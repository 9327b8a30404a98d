#include "modules/company/company_desk.h"

#include "modules/accounts/pan.h"
#include "modules/billing/seller_history.h"
#include "modules/company/company_rule.h"
#include "modules/resellers/held_settings.h"
#include "modules/resellers/held_tenant.h"

namespace hostler {
namespace {

struct CountryFixed : DomainError {
  explicit CountryFixed(const std::string& country)
      : DomainError{"country_fixed",
                    409,
                    "Invoices were issued by a seller in " + country +
                        ", whose taxes and numbers they follow, so the country stays. Leave it as "
                        "it is; a company in another country sells from an engine of its own.",
                    {{"country", country}}} {}
};

struct CurrencyFixed : DomainError {
  explicit CurrencyFixed(Currency currency)
      : DomainError{"currency_fixed",
                    409,
                    "Something was sold, and the books are kept in " +
                        std::string{currency.code()} +
                        ", so the currency stays. Leave it as it is; prices can be given in other "
                        "currencies beside it.",
                    {{"currency", std::string{currency.code()}}}} {}
};

struct RatesKept : DomainError {
  explicit RatesKept(Currency currency)
      : DomainError{"rates_kept",
                    409,
                    "Exchange rates say what currencies are worth in " +
                        std::string{currency.code()} +
                        ". Remove them first, and enter those of the new currency after.",
                    {{"currency", std::string{currency.code()}}}} {}
};

void mustBeFree(db::Reader& reader, const Company& before, const Company& after) {
  const auto& was = before.tenant;
  const auto& is = after.tenant;
  if (was.address.country != is.address.country && seller_history::hasIssued(reader, was.id))
    throw CountryFixed{was.address.country};
  if (was.currency == is.currency) return;
  if (seller_history::hasSold(reader, was.id)) throw CurrencyFixed{was.currency};
  if (seller_history::hasRates(reader, was.id)) throw RatesKept{was.currency};
}

Json recorded(const Company& company) {
  auto json = toJson(CompanyView::of(company, false, false));
  for (const auto* derived : {"country_fixed", "currency_fixed", "missing"}) json.erase(derived);
  return json;
}

void maskPan(Json& record) {
  if (record.contains("pan") && record["pan"].is_string())
    record["pan"] = maskedPan(record["pan"].get<std::string>().substr(6));
}

// GST is India's: whoever moves out of it, or into it, is taxed as sellers there are. Nothing where
// that is so already.
std::optional<std::string> regimeAfter(const Company& before, const Company& after,
                                       const std::string& regime) {
  const bool wasIndian = before.tenant.address.country == "IN";
  const bool isIndian = after.tenant.address.country == "IN";
  if (wasIndian && !isIndian && (regime == "gst" || regime == "composition")) return "table";
  if (!wasIndian && isIndian && regime == "table") return "gst";
  return std::nullopt;
}

// Of two records what differs.
std::pair<Json, Json> difference(const Json& before, const Json& after) {
  std::pair<Json, Json> changed{Json::object(), Json::object()};
  for (const auto& [name, value] : after.items()) {
    if (before.at(name) == value) continue;
    changed.first[name] = before.at(name);
    changed.second[name] = value;
  }
  return changed;
}

}  // namespace

CompanyView CompanyDesk::show(Id<Tenant> tenant) {
  return parts_.database.read([&](db::Reader& reader) {
    return CompanyView::of(companyOf(storedTenant(reader, tenant), storedSettings(reader, tenant)),
                           seller_history::hasIssued(reader, tenant),
                           seller_history::hasSold(reader, tenant));
  });
}

void CompanyDesk::change(const Actor& actor, const CompanyPatch& patch) {
  const auto id = actor.scope.tenant;
  const auto today = parts_.tenants.today(id);
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto held = heldTenant(tx, id);
    const auto settings = heldSettings(tx, id);
    const auto before = companyOf(held, settings);
    FieldErrors errors;
    const auto after = changedCompany(before, patch, today, phones_, errors);
    errors.throwIfAny();
    mustBeFree(tx, before, after);
    save(tx, actor, before, after);
    const auto was = settings.text("tax.regime");
    if (const auto regime = regimeAfter(before, after, was)) {
      parts_.tenants.change(tx, id, "tax.regime", *regime);
      parts_.audit.record(tx, actor, {"setting.changed", "tax.regime", was, *regime});
    }
  });
}

void CompanyDesk::save(db::Transaction& tx, const Actor& actor, const Company& before,
                       const Company& after) {
  const auto id = before.tenant.id;
  auto [was, is] = difference(recorded(before), recorded(after));
  if (is.empty()) return;
  maskPan(was);
  maskPan(is);
  parts_.tenants.save(tx, after.tenant);
  const auto keep = [&](const char* name, const std::string& from, const std::string& to) {
    if (from != to) parts_.tenants.change(tx, id, name, to.empty() ? Json(nullptr) : Json(to));
  };
  keep("company.pan", before.pan, after.pan);
  keep("company.registration_number", before.registrationNumber, after.registrationNumber);
  keep("tax.vat_number", before.vatNumber, after.vatNumber);
  keep("tax.lut_number", before.lutNumber, after.lutNumber);
  parts_.audit.record(tx, actor, {"company.changed", id.text(), std::move(was), std::move(is)});
}

}  // namespace hostler
