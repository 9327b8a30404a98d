#include "modules/domains/search_routes.h"

#include "core/http/body.h"

namespace hostler {

using http::Access;

namespace {

// The query of the stream, read as a typed route's is.
DomainSearchQuery queryOf(const http::Context& context) {
  static const http::Route kLikeSearch = [] {
    http::Route route;
    SchemaBook book;
    route.queryTypes = http::queryTypesOf(Shape<DomainSearchQuery>::get().schema(book), book);
    return route;
  }();
  return fromJson<DomainSearchQuery>(http::readQuery(context.raw(), kLikeSearch));
}

http::Page<DomainNameView> pageOf(std::vector<DomainNameView> names) {
  http::Page<DomainNameView> page;
  page.data = std::move(names);
  return page;
}

}  // namespace

void DomainSearchRoutes::mount(http::Router& router) {
  router
      .get<DomainSearchQuery, http::Page<DomainNameView>>(
          "/domains/search", Access::everyone(),
          [this](const auto& request) {
            return pageOf(search_.search(request.scope(), request.query()));
          })
      .named("searchDomains", "Names that can be had, with prices")
      .tagged("Domains")
      .limited(http::Rate::Search)
      .slow();
  router
      .raw(http::Method::Get, "/domains/search/stream", Access::everyone(),
           [this](http::Context& context) {
             auto candidates = search_.candidates(context.scope(), queryOf(context));
             http::Answer answer;
             answer.raw.emplace();
             answer.raw->headers = {{"Content-Type", "text/event-stream"},
                                    {"Cache-Control", "no-store"},
                                    {"X-Accel-Buffering", "no"}};
             answer.stream =
                 [this, candidates = std::move(candidates)](std::shared_ptr<front::Stream> stream) {
                   search_.stream(candidates, std::move(stream));
                 };
             return answer;
           })
      .rawBody()  // reads its query itself
      .named("streamDomainSearch",
             "The same search (q, currency, limit) as events: names, results as they come, done")
      .tagged("Domains")
      .limited(http::Rate::Search)
      .produces("text/event-stream");
  router
      .get<DomainCheckQuery, DomainNameView>(
          "/domains/check", Access::everyone(),
          [this](const auto& request) { return search_.check(request.scope(), request.query()); })
      .named("checkDomain", "Whether one name can be had")
      .tagged("Domains")
      .limited(http::Rate::Search)
      .slow();
  router
      .get<DomainPricingQuery, http::Page<TldPricingView>>("/domains/pricing", Access::everyone(),
                                                           [this](const auto& request) {
                                                             http::Page<TldPricingView> page;
                                                             page.data = search_.pricing(
                                                                 request.scope(), request.query());
                                                             return page;
                                                           })
      .named("getDomainPricing", "Every TLD that is sold, with its prices")
      .tagged("Domains");
}

}  // namespace hostler
