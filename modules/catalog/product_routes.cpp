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
      .post<ProductBody, ProductView>("/products", Access::staff(kManageProducts),
                                      [this](const auto& request) {
                                        return shown(
                                            request.scope().tenant,
                                            products_.create(request.actor(), request.body()).id);
                                      })
      .named("createProduct", "Add a product")
      .tagged("Catalogue")
      .creates();
  router
      .put<ProductBody, ProductView>(
          "/products/{id}", Access::staff(kManageProducts),
          [this](const auto& request) {
            return shown(
                request.scope().tenant,
                products_.replace(request.actor(), request.template id<Product>(), request.body())
                    .id);
          })
      .named("replaceProduct", "Replace a product")
      .tagged("Catalogue")
      .guardedBy<ProductView>([this](const http::Context& context) {
        return shown(context.tenant(), context.pathId<Product>());
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
  const auto tenant = request.scope().tenant;
  return database_.read([&](db::Reader& reader) {
    auto products = product_repository::list(reader, tenant, filter, order, query.limit + 1);
    return http::Page<ProductView>::of(
        std::move(products), query.limit,
        [&](const Product& product) {
          return staff ? forStaff(reader, tenant, product)
                       : ProductView::forEveryone(
                             product, extra_repository::offeredWith(reader, tenant, product));
        },
        [](const Product& product) {
          return http::Cursor{product.id.value(), 0};
        });
  });
}

ProductView ProductRoutes::forStaff(db::Reader& reader, Id<Tenant> tenant, const Product& product) {
  auto view = ProductView::forStaff(product, extra_repository::heldBy(reader, tenant, product));
  view.problems = products_.problemsOf(reader, product);
  return view;
}

// As staff see it.
ProductView ProductRoutes::shown(Id<Tenant> tenant, Id<Product> id) {
  return database_.read([&](db::Reader& reader) {
    return forStaff(reader, tenant, catalog_.get(reader, tenant, id));
  });
}

ProductView ProductRoutes::one(const http::Request<http::Nothing>& request) {
  const auto tenant = request.scope().tenant;
  if (request.actor().isStaff()) return shown(tenant, request.id<Product>());
  return database_.read([&](db::Reader& reader) {
    const auto product = catalog_.get(reader, tenant, request.id<Product>());
    if (!product.isOnSale()) throw NotFound{};
    return ProductView::forEveryone(product,
                                    extra_repository::offeredWith(reader, tenant, product));
  });
}

}  // namespace hostler
