#pragma once

#include "core/http/page.h"
#include "core/shape/shape.h"
#include "modules/catalog/product_option.h"
#include "modules/catalog/product_problem.h"

namespace hostler {

struct PriceView {
  Currency currency = Currency::of("INR");
  Cycle cycle = Cycle::Monthly;
  Money price = Money::zero(Currency::of("INR"));
  Money setupFee = Money::zero(Currency::of("INR"));

  static void describe(Shape<PriceView>& shape);
};

/// A product as everyone may see it.
struct ProductView {
  Id<Product> id;
  std::string name, slug;
  ProductType type = ProductType::Hosting;
  std::string description;
  std::vector<std::string> features;
  std::optional<std::string> group;
  std::vector<Json> configurableOptions, addons;
  std::vector<PriceView> pricing;
  std::optional<std::int64_t> stock;
  bool active = true, visible = true;
  std::string taxClass;
  int maxQuantity = 1;
  /// For staff alone.
  std::optional<Json> provisioning;
  std::optional<Proration> proration;
  std::optional<int> graceDays, invoiceDaysBefore, terminateDays;
  std::optional<std::vector<int>> noticeDays;
  std::optional<int> trialDays, prorataDay, prorataNextFrom;
  std::optional<std::vector<ProductProblem>> problems;

  static ProductView forEveryone(const Product& product, const ProductExtras& extras = {});
  /// With all that staff put there (`extra_repository::heldBy`), as what they send back replaces
  /// it.
  static ProductView forStaff(const Product& product, const ProductExtras& held);
  static void describe(Shape<ProductView>& shape);
};

/// What staff send to make or replace a product: the same, and nothing that the engine decides.
struct ProductBody {
  std::string name;
  std::optional<std::string> slug;
  ProductType type = ProductType::Hosting;
  std::optional<std::string> description;
  std::vector<std::string> features;
  std::optional<std::string> group;
  std::vector<Json> configurableOptions, addons;
  std::vector<PriceView> pricing;
  std::optional<std::optional<std::int64_t>> stock;
  bool active = true, visible = true;
  std::optional<std::string> taxClass;
  int maxQuantity = 1;
  std::optional<Json> provisioning;
  Proration proration = Proration::Days;
  std::optional<int> graceDays, invoiceDaysBefore, terminateDays;
  std::optional<std::vector<int>> noticeDays;
  int trialDays = 0;
  std::optional<int> prorataDay, prorataNextFrom;

  static void describe(Shape<ProductBody>& shape);
};

struct ProductQuery : http::ListQuery {
  std::optional<ProductType> type;
  static void describe(Shape<ProductQuery>& shape);
};

}  // namespace hostler
