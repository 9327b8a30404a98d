#include "modules/catalog/product_routes.h"

#include "modules/catalog/product_repository.h"

namespace hostler {

using http::Access;

void ProductRoutes::mount(http::Router& router) {
  router
      .get<ProductQuery, http::Page<ProductView>>(
          "/products", Access::everyone(), [this](const auto& request) { return list(request); })
      .named("listProducts", "What is on sale")
      .tagged("Catalogue");
  router
      .get<http::Nothing, ProductView>("/products/{id}", Access::everyone(),
                                       [this](const auto& request) { return one(request); })
      .named("getProduct", "One product")
      .tagged("Catalogue");
  router
      .post<ProductBody, ProductView>(
          "/products", Access::staff(kManageProducts),
          [this](const auto& request) {
            return ProductView::forStaff(products_.create(request.actor(), request.body()));
          })
      .named("createProduct", "Add a product")
      .tagged("Catalogue")
      .creates();
  router
      .put<ProductBody, ProductView>(
          "/products/{id}", Access::staff(kManageProducts),
          [this](const auto& request) {
            return ProductView::forStaff(
                products_.replace(request.actor(), request.template id<Product>(), request.body()));
          })
      .named("replaceProduct", "Replace a product")
      .tagged("Catalogue")
      .guardedBy<ProductView>([this](const http::Context& context) {
        const auto id = context.pathId<Product>();
        return ProductView::forStaff(database_.read(
            [&](db::Reader& reader) { return catalog_.get(reader, context.tenant(), id); }));
      });
  router
      .remove<http::Nothing, http::Nothing>("/products/{id}", Access::staff(kManageProducts),
                                            [this](const auto& request) {
                                              products_.remove(request.actor(),
                                                               request.template id<Product>());
                                            })
      .named("removeProduct", "Take a product off sale for good")
      .tagged("Catalogue");
}

http::Page<ProductView> ProductRoutes::list(const http::Request<ProductQuery>& request) {
  const auto& query = request.query();
  const bool staff = request.actor().isStaff();
  const product_repository::Filter filter{query.type, !staff};
  const auto order = http::ListOrder::of(query);
  auto products = database_.read([&](db::Reader& reader) {
    return product_repository::list(reader, request.scope().tenant, filter, order, query.limit + 1);
  });
  return http::Page<ProductView>::of(
      std::move(products), query.limit,
      [&](const Product& product) {
        return staff ? ProductView::forStaff(product) : ProductView::forEveryone(product);
      },
      [](const Product& product) {
        return http::Cursor{product.id.value(), 0};
      });
}

ProductView ProductRoutes::one(const http::Request<http::Nothing>& request) {
  const auto product = database_.read([&](db::Reader& reader) {
    return catalog_.get(reader, request.scope().tenant, request.id<Product>());
  });
  if (request.actor().isStaff()) return ProductView::forStaff(product);
  if (!product.isOnSale()) throw NotFound{};
  return ProductView::forEveryone(product);
}

}  // namespace hostler
