#include "modules/domains/cost_limit.h"

#include "modules/billing/exchange_rates.h"

namespace hostler {
namespace {

__extension__ using Wide = __int128;

// A price has no more digits, and so products of it stay exact.
constexpr int kMostDecimals = 8;
constexpr std::int64_t kMostWhole = 1'000'000'000;
constexpr int kKeptDecimals = 4;

bool multiply(Wide& product, Wide factor) {
  return !__builtin_mul_overflow(product, factor, &product);
}

bool shift(Wide& number, int decimals) {
  for (int i = 0; i < decimals; ++i) {
    if (!multiply(number, 10)) return false;
  }
  return true;
}

}  // namespace

Worths::Worths(Currency own, std::map<std::string, Decimal> rates)
    : own_{own.code()}, rates_{std::move(rates)} {}

Worths Worths::on(db::Reader& reader, const Tenant& tenant, Date day) {
  std::map<std::string, Decimal> rates;
  // In the order of their days, so that the newest stays.
  for (const auto& rate : exchange_rates::list(reader, tenant.id)) {
    if (!(day < rate.validFrom)) rates[std::string{rate.currency.code()}] = rate.rate;
  }
  return {tenant.currency, std::move(rates)};
}

std::optional<Decimal> Worths::of(const std::string& currency) const {
  if (currency == own_) return Decimal{1};
  const auto found = rates_.find(currency);
  const bool isKnown = found != rates_.end() && Decimal{0} < found->second;
  return isKnown ? std::optional{found->second} : std::nullopt;
}

std::optional<Decimal> Worths::converted(Decimal amount, const std::string& from,
                                         const std::string& to) const {
  if (from == to) return amount;
  const auto worth = of(from), other = of(to);
  if (!worth || !other || amount.isNegative()) return std::nullopt;
  Wide above = amount.coefficient(), below = other->coefficient();
  const bool fits = multiply(above, worth->coefficient()) &&
                    shift(above, other->scale() + kKeptDecimals) &&
                    shift(below, amount.scale() + worth->scale());
  if (!fits) return std::nullopt;
  const Wide result = above / below;
  if (result > Wide{kMostWhole} * 10'000) return std::nullopt;
  return Decimal::ofScaled(static_cast<std::int64_t>(result), kKeptDecimals);
}

RegistrarCost RegistrarCost::of(Money money, int years) {
  return {Decimal::of(money.decimalText()), std::string{money.currency().code()}, years};
}

std::optional<RegistrarCost> RegistrarCost::read(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  const auto amount = json.find("amount"), currency = json.find("currency");
  const bool isText = amount != json.end() && amount->is_string() && currency != json.end() &&
                      currency->is_string() && currency->get_ref<const std::string&>().size() == 3;
  if (!isText) return std::nullopt;
  const auto value = Decimal::parse(amount->get_ref<const std::string&>());
  const bool isPrice = value && !value->isNegative() && value->scale() <= kMostDecimals &&
                       !(Decimal{kMostWhole} < *value);
  const auto years = json.value("years", Json(1));
  if (!isPrice || !years.is_number_integer() || years < 1 || years > 10) return std::nullopt;
  return RegistrarCost{*value, currency->get<std::string>(), years.get<int>()};
}

std::optional<RegistrarCost> RegistrarCost::in(const std::string& other,
                                               const Worths& worths) const {
  const auto converted = worths.converted(amount, currency, other);
  return converted ? std::optional{RegistrarCost{*converted, other, years}} : std::nullopt;
}

bool RegistrarCost::isMoreThan(const RegistrarCost& other) const {
  return other.amount.times(years) < amount.times(other.years);
}

CostLimit::CostLimit(const std::optional<Money>& statedOfYear, const std::optional<Money>& sold,
                     int years, const Worths& worths)
    : worths_{worths} {
  if (statedOfYear) stated_ = RegistrarCost::of(*statedOfYear, 1);
  if (sold) sold_ = RegistrarCost::of(*sold, years);
}

std::optional<RegistrarCost> CostLimit::stated(const std::string& currency) const {
  return stated_ ? stated_->in(currency, worths_) : std::nullopt;
}

std::optional<RegistrarCost> CostLimit::sold(const std::string& currency) const {
  return sold_ ? sold_->in(currency, worths_) : std::nullopt;
}

bool CostLimit::covers(const RegistrarCost& cost) const {
  auto most = stated(cost.currency);
  if (!most) most = sold(cost.currency);
  return most && !cost.isMoreThan(*most);
}

RegistrarCost CostLimit::most(const RegistrarCost& quoted) const {
  const auto highest = stated(quoted.currency), paid = sold(quoted.currency);
  const auto fair = paid && paid->isMoreThan(quoted) ? *paid : quoted;
  return highest && fair.isMoreThan(*highest) ? *highest : fair;
}

}  // namespace hostler
