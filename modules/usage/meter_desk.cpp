#include "modules/usage/meter_desk.h"

#include <algorithm>

namespace hostler {
namespace {

UsageMeter meterFrom(const UsageMeterView& view, const std::string& path, FieldErrors& errors) {
  UsageMeter meter;
  meter.name = view.name;
  meter.title = view.title;
  meter.unit = view.unit;
  meter.metering = view.metering;
  meter.wholeUnits = view.wholeUnits;
  const auto included = Quantity::of(view.included);
  if (!included)
    errors.add(path + ".included", "out_of_range",
               "must be from 0 to 1000000000, with at most six digits behind the point");
  meter.included = included.value_or(Quantity{});
  for (const auto& price : view.prices) {
    UsagePrice made{price.currency, {}, price.cap};
    for (const auto& tier : price.tiers) made.tiers.push_back({tier.upTo, tier.unitPrice});
    meter.prices.push_back(std::move(made));
  }
  for (const auto& fault : priceFaults(meter))
    errors.add(path + "." + fault.field, fault.code, fault.message);
  return meter;
}

// What a client buys in a currency must have a price in it.
void checkCurrencies(const Product& product, const UsageMeter& meter, const std::string& path,
                     FieldErrors& errors) {
  std::set<std::string> missing;
  for (const auto& price : product.prices) {
    const auto currency = price.price.currency();
    if (meter.priceIn(currency) == nullptr) missing.insert(std::string{currency.code()});
  }
  for (const auto& code : missing)
    errors.add(path + ".prices", "required",
               "needs a price in " + code + ", in which the product is sold");
}

bool isSame(const UsageMeter& a, const UsageMeterView& b) {
  return a.active && toJson(UsageMeterView::of(a)) == toJson(b);
}

}  // namespace

void UsageTierView::describe(Shape<UsageTierView>& shape) {
  shape.field("up_to", &UsageTierView::upTo)
      .describedAs("billable units in a month; left out of the last step");
  shape.field("unit_price", &UsageTierView::unitPrice)
      .describedAs("whole currency units, such as \"0.0125\"");
}

void UsagePriceView::describe(Shape<UsagePriceView>& shape) {
  shape.field("currency", &UsagePriceView::currency);
  shape.field("tiers", &UsagePriceView::tiers).count(1, 20);
  shape.field("cap", &UsagePriceView::cap).describedAs("the most that a month costs, before tax");
}

UsageMeterView UsageMeterView::of(const UsageMeter& meter) {
  UsageMeterView view{
      meter.name, meter.title, meter.unit, meter.metering, meter.wholeUnits, meter.included.units(),
      {}};
  for (const auto& price : meter.prices) {
    UsagePriceView made{price.currency, {}, price.cap};
    for (const auto& tier : price.tiers) made.tiers.push_back({tier.upTo, tier.unitPrice});
    view.prices.push_back(std::move(made));
  }
  return view;
}

void UsageMeterView::describe(Shape<UsageMeterView>& shape) {
  shape.field("name", &UsageMeterView::name)
      .length(1, 60)
      .pattern("[a-z][a-z0-9_]*", "must be small letters, digits and underscores");
  shape.field("title", &UsageMeterView::title).length(1, 80);
  shape.field("unit", &UsageMeterView::unit).length(1, 20);
  shape.field("metering", &UsageMeterView::metering)
      .describedAs(
          "sum: reports added up; peak: the largest; average: each holds until the next; "
          "running: the hours for which the service is there, without reports");
  shape.field("whole_units", &UsageMeterView::wholeUnits)
      .withDefault()
      .describedAs("a unit that was begun counts whole");
  shape.field("included", &UsageMeterView::included)
      .withDefault()
      .describedAs("in a month, free of charge");
  shape.field("prices", &UsageMeterView::prices).count(1, 20);
}

void UsageMetersView::describe(Shape<UsageMetersView>& shape) {
  shape.field("meters", &UsageMetersView::meters).count(0, 20);
  shape.field("next", &UsageMetersView::next)
      .describedAs("from next month on, where that is something else");
}

UsageMetersView MeterDesk::read(db::Reader& reader, Id<Tenant> tenant, Id<Product> product,
                                UsageMonth month) {
  parts_.catalog.get(reader, tenant, product);
  const auto viewsIn = [&](UsageMonth when) {
    std::vector<UsageMeterView> views;
    auto meters = usage_repository::metersOf(reader, tenant, {product}, when);
    for (const auto& [name, meter] : meters[product]) views.push_back(UsageMeterView::of(meter));
    return views;
  };
  UsageMetersView view{viewsIn(month), viewsIn(month.next())};
  if (toJson(UsageMetersView{view.meters, {}}) == toJson(UsageMetersView{*view.next, {}}))
    view.next.reset();
  return view;
}

UsageMetersView MeterDesk::of(Id<Tenant> tenant, Id<Product> product) {
  const auto month = parts_.counter.monthOf(tenant, parts_.clock.now());
  return parts_.database.read(
      [&](db::Reader& reader) { return read(reader, tenant, product, month); });
}

UsageMetersView MeterDesk::replace(const Actor& actor, Id<Product> id,
                                   const std::vector<UsageMeterView>& views) {
  const auto tenant = actor.scope.tenant;
  const auto month = parts_.counter.monthOf(tenant, parts_.clock.now());
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto product = parts_.catalog.get(tx, tenant, id);
    FieldErrors errors;
    std::map<std::string, UsageMeter> wanted;
    for (std::size_t i = 0; i < views.size(); ++i) {
      const auto path = "meters[" + std::to_string(i) + "]";
      auto meter = meterFrom(views[i], path, errors);
      checkCurrencies(product, meter, path, errors);
      meter.product = id;
      if (!wanted.try_emplace(views[i].name, std::move(meter)).second)
        errors.add(path + ".name", "duplicate", "names two meters");
    }
    errors.throwIfAny();
    const auto before = read(tx, tenant, id, month);
    std::map<std::string, UsageMeter> now;
    for (const auto& [meter, validFrom] : usage_repository::versionsOf(tx, tenant, id)) {
      // What was planned for the next month is planned anew.
      if (validFrom > month.number())
        usage_repository::remove(tx, tenant, meter.id);
      else
        now.insert_or_assign(meter.name, meter);
    }
    for (const auto& view : views) {
      auto meter = wanted.at(view.name);
      const auto known = now.find(view.name);
      if (known != now.end() && isSame(known->second, view)) continue;
      meter.id = parts_.ids.next<UsageMeter>();
      const bool isNew = known == now.end();
      usage_repository::insert(tx, tenant, meter, isNew ? month : month.next());
    }
    for (auto& [name, meter] : now) {
      if (!meter.active || wanted.contains(name)) continue;
      auto end = meter;
      end.id = parts_.ids.next<UsageMeter>();
      end.active = false;
      usage_repository::insert(tx, tenant, end, month.next());
    }
    auto after = read(tx, tenant, id, month);
    parts_.audit.record(tx, actor,
                        {"product.meters_changed", id.text(), toJson(before), toJson(after)});
    return after;
  });
}

}  // namespace hostler
