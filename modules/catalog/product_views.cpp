#include "modules/catalog/product_views.h"

namespace hostler {

void PriceView::describe(Shape<PriceView>& shape) {
  shape.field("currency", &PriceView::currency);
  shape.field("cycle", &PriceView::cycle);
  shape.field("price", &PriceView::price).notNegative();
  shape.field("setup_fee", &PriceView::setupFee).notNegative();
}

void ProductProblem::describe(Shape<ProductProblem>& shape) {
  shape.field("code", &ProductProblem::code)
      .describedAs("`plugin_not_enabled`, `no_server` or `no_room`");
  shape.field("message", &ProductProblem::message).describedAs("what to do about it");
  shape.field("stops_sale", &ProductProblem::stopsSale)
      .describedAs("nobody can order it until then; otherwise an order waits for staff");
}

ProductView ProductView::forEveryone(const Product& product, const ProductExtras& extras) {
  ProductView view;
  for (const auto& option : extras.options)
    view.configurableOptions.push_back(hostler::forEveryone(option));
  for (const auto& addon : extras.addons) view.addons.push_back(hostler::forEveryone(addon));
  view.id = product.id;
  view.name = product.name;
  view.slug = product.slug;
  view.type = product.type;
  view.description = product.description;
  view.features = product.features;
  if (!product.groupName.empty()) view.group = product.groupName;
  for (const auto& price : product.prices) {
    view.pricing.push_back({price.price.currency(), price.cycle, price.price, price.setupFee});
  }
  view.stock = product.stock;
  view.active = product.active;
  view.visible = product.visible;
  view.taxClass = product.taxClass;
  view.maxQuantity = product.maxQuantity;
  return view;
}

ProductView ProductView::forStaff(const Product& product, const ProductExtras& extras) {
  auto view = forEveryone(product, extras);
  view.addons.clear();
  for (const auto& addon : extras.addons) view.addons.push_back(hostler::forStaff(addon));
  if (product.provisioning) {
    Json provisioning{{"plugin", product.provisioning->plugin},
                      {"settings", product.provisioning->settings}};
    if (product.provisioning->serverGroup)
      provisioning["server_group"] = *product.provisioning->serverGroup;
    view.provisioning = std::move(provisioning);
  }
  view.proration = product.proration;
  view.graceDays = product.graceDays;
  view.invoiceDaysBefore = product.invoiceDaysBefore;
  view.noticeDays = product.noticeDays;
  view.terminateDays = product.terminateDays;
  view.trialDays = product.trialDays;
  view.prorataDay = product.prorataDay;
  view.prorataNextFrom = product.prorataNextFrom;
  return view;
}

void ProductView::describe(Shape<ProductView>& shape) {
  shape.field("id", &ProductView::id);
  shape.field("name", &ProductView::name);
  shape.field("slug", &ProductView::slug);
  shape.field("type", &ProductView::type);
  shape.field("description", &ProductView::description);
  shape.field("features", &ProductView::features);
  shape.field("group", &ProductView::group).nullable();
  shape.field("configurable_options", &ProductView::configurableOptions)
      .describedAs("as at /admin/options, without what they do at the provider");
  shape.field("addons", &ProductView::addons)
      .describedAs(
          "as at /admin/addons, likewise; for staff those too that are not sold now, each with "
          "`active`");
  shape.field("pricing", &ProductView::pricing);
  shape.field("stock", &ProductView::stock).nullable().describedAs("null: unlimited");
  shape.field("active", &ProductView::active);
  shape.field("visible", &ProductView::visible);
  shape.field("tax_class", &ProductView::taxClass).describedAs("HSN or SAC");
  shape.field("max_quantity", &ProductView::maxQuantity);
  shape.field("provisioning", &ProductView::provisioning).describedAs("for staff");
  shape.field("proration", &ProductView::proration).describedAs("for staff");
  shape.field("grace_days", &ProductView::graceDays).describedAs("for staff");
  shape.field("invoice_days_before", &ProductView::invoiceDaysBefore).describedAs("for staff");
  shape.field("notice_days", &ProductView::noticeDays).describedAs("for staff");
  shape.field("terminate_days", &ProductView::terminateDays).describedAs("for staff");
  shape.field("trial_days", &ProductView::trialDays).describedAs("for staff");
  shape.field("prorata_day", &ProductView::prorataDay).describedAs("for staff");
  shape.field("prorata_next_from", &ProductView::prorataNextFrom).describedAs("for staff");
  shape.field("problems", &ProductView::problems)
      .describedAs("for staff: what keeps it from being delivered; empty where nothing does");
}

void ProductBody::describe(Shape<ProductBody>& shape) {
  shape.field("name", &ProductBody::name).length(1, 120);
  shape.field("slug", &ProductBody::slug)
      .length(1, 80)
      .pattern("[a-z0-9]+(-[a-z0-9]+)*", "must be lower-case words joined by dashes");
  shape.field("type", &ProductBody::type);
  shape.field("description", &ProductBody::description).length(0, 10'000).multiline();
  shape.field("features", &ProductBody::features).count(0, 50);
  shape.field("group", &ProductBody::group).length(1, 120);
  shape.field("configurable_options", &ProductBody::configurableOptions)
      .count(0, 50)
      .describedAs("ids of options, or what GET answers");
  shape.field("addons", &ProductBody::addons).count(0, 50).describedAs("ids of add-ons, likewise");
  shape.field("pricing", &ProductBody::pricing).count(0, 200);
  shape.field("stock", &ProductBody::stock).range(0, 1'000'000'000);
  shape.field("active", &ProductBody::active).withDefault();
  shape.field("visible", &ProductBody::visible).withDefault();
  shape.field("tax_class", &ProductBody::taxClass)
      .pattern("[0-9]{4,8}", "must be an HSN or SAC of 4 to 8 digits");
  shape.field("max_quantity", &ProductBody::maxQuantity).range(1, 1'000).withDefault();
  shape.field("provisioning", &ProductBody::provisioning);
  shape.field("proration", &ProductBody::proration).withDefault();
  shape.field("grace_days", &ProductBody::graceDays)
      .range(0, 365)
      .describedAs("from the due date to the suspension; without it: as the rule says");
  shape.field("invoice_days_before", &ProductBody::invoiceDaysBefore)
      .range(0, 365)
      .describedAs("from a renewal's invoice to the end of the term; without it: as the rule says");
  shape.field("notice_days", &ProductBody::noticeDays)
      .count(0, 20)
      .describedAs(
          "days of reminders, counted from the due date, before it below zero; an empty list: "
          "none; without it: as the rule says");
  shape.field("terminate_days", &ProductBody::terminateDays)
      .range(0, 3'650)
      .describedAs("from the suspension to the end; without it: as the rule says");
  shape.field("trial_days", &ProductBody::trialDays).range(0, 365).withDefault();
  shape.field("prorata_day", &ProductBody::prorataDay).range(1, 31);
  shape.field("prorata_next_from", &ProductBody::prorataNextFrom).range(1, 31);
}

void ProductQuery::describe(Shape<ProductQuery>& shape) {
  shape.include<http::ListQuery>();
  shape.field("type", &ProductQuery::type);
}

}  // namespace hostler
