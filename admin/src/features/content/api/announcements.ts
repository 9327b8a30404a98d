import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

import { onVersion, tagged } from "./tagged";

export type Announcement = components["schemas"]["AnnouncementView"];
export type AnnouncementEdit = components["schemas"]["AnnouncementEdit"];

export const listAnnouncements = () => pagedQuery(["announcements", "list"], (page, signal) => answer(api.GET("/admin/announcements", { params: { query: page }, signal })));

export function getAnnouncement(id: string) {
  return queryOptions({
    queryKey: ["announcements", "one", id],
    queryFn: ({ signal }) => tagged(api.GET("/admin/announcements/{id}", { params: { path: { id } }, signal })),
    refetchOnWindowFocus: false,
  });
}

export const addAnnouncement = (body: AnnouncementEdit, header: { "Idempotency-Key": string }) => answer(api.POST("/admin/announcements", { params: { header }, body }));

export const changeAnnouncement = (id: string, body: AnnouncementEdit, etag: string | null) =>
  answer(api.PATCH("/admin/announcements/{id}", { params: { path: { id }, header: onVersion(etag) }, body }));

export const removeAnnouncement = (id: string) => answer(api.DELETE("/admin/announcements/{id}", { params: { path: { id } } }));
