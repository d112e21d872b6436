import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type PrintDevice } from '@/generated/prisma/client.ts';
import { ApiProblems, type HttpReply, type Page, pageOf, Requires } from '@/platform';
import { CreateDevice } from './create-device.ts';
import { DeviceView } from './device-view.ts';
import { DevicesService } from './devices.service.ts';
import { ListDevices } from './list-devices.ts';
import { SetDeviceStatus } from './set-device-status.ts';
import { UpdateDevice } from './update-device.ts';

@Controller('print-jobs/devices')
export class DevicesController {
  constructor(private readonly devices: DevicesService) {}

  @Requires('print-jobs:devices.write')
  @Post()
  @ApiOperation({ summary: 'Register a device; it starts OFFLINE' })
  @ApiCreatedResponse({ standardSchema: DeviceView })
  @ApiProblems(400, 409)
  async create(
    @Body({ schema: CreateDevice }) body: CreateDevice,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<PrintDevice> {
    const device = await this.devices.create(body);
    reply.header('Location', `/print-jobs/devices/${device.id}`);
    return device;
  }

  @Requires('print-jobs:devices.read')
  @Get()
  @ApiOperation({ summary: 'List devices' })
  @ApiOkResponse({ standardSchema: pageOf(DeviceView) })
  @ApiProblems(400)
  list(@Query({ schema: ListDevices }) query: ListDevices): Promise<Page<PrintDevice>> {
    return this.devices.list(query);
  }

  @Requires('print-jobs:devices.read')
  @Get(':id')
  @ApiOperation({ summary: 'Get a device' })
  @ApiOkResponse({ standardSchema: DeviceView })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: z.uuid() }) id: string): Promise<PrintDevice> {
    return this.devices.get(id);
  }

  @Requires('print-jobs:devices.write')
  @Patch(':id')
  @ApiOperation({ summary: 'Change name, place or capabilities' })
  @ApiOkResponse({ standardSchema: DeviceView })
  @ApiProblems(400, 404, 409)
  update(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: UpdateDevice }) body: UpdateDevice,
  ): Promise<PrintDevice> {
    return this.devices.update(id, body);
  }

  // The jobs that the device has end, of all people.
  @Requires('print-jobs:devices.write', 'print-jobs:jobs.all')
  @Put(':id/status')
  @ApiOperation({ summary: 'Report the status of a device; ERROR and OFFLINE end its job' })
  @ApiOkResponse({ standardSchema: DeviceView })
  @ApiProblems(400, 404)
  setStatus(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: SetDeviceStatus }) body: SetDeviceStatus,
  ): Promise<PrintDevice> {
    return this.devices.setStatus(id, body);
  }

  @Requires('print-jobs:devices.write')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a device that never got a job' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  remove(@Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.devices.remove(id);
  }
}
